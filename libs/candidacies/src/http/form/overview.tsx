import { LinkButton, ProgressBar, TaskList, type Task } from '@rebond/ui';
import type { Role } from '@rebond/identity';
import type { TerritoryBody } from '@rebond/territories';
import type { ApprovalView } from '../../application/approval/approvals.js';
import type { SectionComment } from '../../application/comments/comments.js';
import type { SectionProgress } from '../../application/form/progress.js';
import type { FormState } from '../../application/form/read-form.js';
import type { TerritoryPerson } from '../../application/sections/people.js';
import { t } from '../../messages.form.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { ApprovalList } from '../team/approval-list.js';
import { StandingBanner } from './banner.js';
import { Perimeter } from './perimeter.js';
import { sectionStatus } from './section-status.js';
import { savedText } from './words.js';

export interface OverviewProps {
  readonly state: FormState;
  readonly members: readonly TerritoryBody[];
  readonly people: readonly TerritoryPerson[];
  /** Seat by section. */
  readonly assignments: ReadonlyMap<string, string>;
  readonly comments: readonly SectionComment[];
  readonly approvals: readonly ApprovalView[];
  readonly role: Role;
  readonly mayChangePerimeter: boolean;
}

const sectionUrl = (id: string, section: string): string => caseUrl(id, 'formulaire', section);

function hintOf(
  { assignments, people, comments }: OverviewProps,
  { section, missing, promised }: SectionProgress,
): string {
  const seat = assignments.get(section.key);
  const writer = people.find(({ seatId }) => seatId === seat);
  const open = comments.filter((one) => one.section === section.key && one.resolvedAt === null).length;
  return [
    missing > 0 ? t('form.missing', { count: missing }) : '',
    promised > 0 ? t('form.promised', { count: promised }) : '',
    writer ? t('form.writer', { name: writer.name }) : '',
    open > 0 ? t('form.openComments', { count: open }) : '',
  ]
    .filter(Boolean)
    .join(' ; ');
}

/** The way to the deposit, or to what it waits for; whoever doesn't deposit reads the same page. */
function ToDeposit({ state: { candidacy, standing, depositor } }: Pick<OverviewProps, 'state'>) {
  const isReady = standing.kind === 'ready';
  const ready = depositor === null ? 'form.toDeposit' : 'form.toReview';
  return (
    <LinkButton href={caseUrl(candidacy.id, 'depot')} kind={isReady && depositor === null ? 'primary' : 'secondary'}>
      {t(isReady ? ready : 'form.toCheck')}
    </LinkButton>
  );
}

/** The form's first page: where one stands, its parts, the perimeter, the people, and what there is to sign. */
export function Overview(props: OverviewProps) {
  const { state, members } = props;
  const { candidacy, progress, savedAt, now, standing } = state;
  const tasks = progress.map((one): Task => ({
    label: one.section.title,
    href: sectionUrl(candidacy.id, one.section.key),
    hint: hintOf(props, one),
    status: sectionStatus(one),
  }));
  return (
    <>
      <StandingBanner state={state}>{standing.kind === 'frozen' ? null : <ToDeposit state={state} />}</StandingBanner>
      <div class="rb-beside">
        <div>
          <h2>{t('form.sections')}</h2>
          <ProgressBar
            label={t('form.complete', { done: progress.filter(isDone).length, total: progress.length })}
            value={progress.filter(isDone).length}
            max={progress.length}
          />
          <TaskList items={tasks} />
          <p class="rb-saved">{savedText(savedAt, now)}</p>
          <Perimeter {...{ candidacy, members }} mayChange={props.mayChangePerimeter} isReshaped={state.isReshaped} />
        </div>
        <div>
          <People {...props} />
          <ApprovalList candidacy={candidacy} approvals={props.approvals} role={props.role} />
          <Papers {...props} />
        </div>
      </div>
    </>
  );
}

const isDone = ({ status }: SectionProgress): boolean => status === 'complete' || status === 'optional';

const People = ({ state: { candidacy }, people }: OverviewProps) => (
  <section class="rb-panel" aria-labelledby="personnes">
    <h2 id="personnes">{t('form.people')}</h2>
    <ul class="rb-plain-list">
      {people.map((person) => (
        <li key={`${person.seatId} ${person.personId}`}>
          <strong>{person.name}</strong>
          {person.isLead ? ` (${t('form.people.lead')})` : ''}
          <span class="fr-hint-text">
            {person.title}, {person.organisation}
          </span>
        </li>
      ))}
    </ul>
    <p>
      <a class="fr-link" href={caseUrl(candidacy.id, 'equipe')}>
        {t('form.people.manage')}
      </a>
    </p>
  </section>
);

const Papers = ({ state: { candidacy }, members }: OverviewProps) => (
  <section class="rb-panel" aria-labelledby="papiers">
    <h2 id="papiers">{t('form.papers')}</h2>
    <ul class="rb-plain-list">
      {members.map(({ siren, name }) => (
        <li key={siren}>
          <a class="fr-link" href={`${caseUrl(candidacy.id, 'projet-de-deliberation.pdf')}?siren=${siren}`} download>
            {members.length === 1 ? t('form.papers.deliberation') : t('form.papers.deliberationOf', { name })}
          </a>
        </li>
      ))}
      <li>
        <a class="fr-link" href={caseUrl(candidacy.id, 'dossier.pdf')} download>
          {t('form.papers.file')}
        </a>
      </li>
    </ul>
  </section>
);

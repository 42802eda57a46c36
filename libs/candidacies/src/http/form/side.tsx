import { Button, Details, faultAt, Form, Select, TextArea, Time } from '@rebond/ui';
import type { Fault } from '@rebond/kernel';
import type { SectionComment } from '../../application/comments/comments.js';
import type { TerritoryPerson } from '../../application/sections/people.js';
import { t } from '../../messages.form.fr.js';
import { caseUrl } from '../frame/case-frame.js';

export interface SideProps {
  readonly candidacyId: string;
  readonly section: string;
  readonly people: readonly TerritoryPerson[];
  /** The seat that the section is given to. */
  readonly assignee: string | null;
  readonly comments: readonly SectionComment[];
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly typed: string;
}

const Assignment = ({ candidacyId, section, people, assignee, csrf }: SideProps) => (
  <>
    <h2 class="fr-h5">{t('side.assigned')}</h2>
    <Form action={caseUrl(candidacyId, 'formulaire', section, 'attribution')} csrf={csrf}>
      <Select
        name="seat"
        label={t('side.assign')}
        value={assignee}
        empty={t('side.nobody')}
        options={people.map((one) => ({ value: one.seatId, label: `${one.name}, ${one.organisation}` }))}
      />
      <Button kind="secondary" small>
        {t('side.assignGo')}
      </Button>
    </Form>
  </>
);

function Comment({ comment, candidacyId, section, csrf }: { readonly comment: SectionComment } & SideProps) {
  const { author, writtenAt, body, resolvedAt, resolvedBy } = comment;
  return (
    <li class={`rb-comment${resolvedAt ? ' rb-comment--resolved' : ''}`}>
      <p class="fr-hint-text">
        {author}, <Time at={writtenAt} />
      </p>
      <p class="rb-prose">{body}</p>
      {resolvedAt ? (
        <p class="fr-hint-text">
          {t('side.resolvedBy', { name: resolvedBy ?? '' })}, <Time at={resolvedAt} />
        </p>
      ) : (
        <Form action={caseUrl(candidacyId, 'formulaire', section, 'remarques', comment.id, 'resolution')} csrf={csrf}>
          <Button kind="tertiary" small icon="check-line">
            {t('side.resolve')}
            <span class="fr-sr-only"> {t('side.resolveOf', { author })}</span>
          </Button>
        </Form>
      )}
    </li>
  );
}

/** What the territory settles among itself about one part of the form. */
export function Side(props: SideProps) {
  const { comments, candidacyId, section, csrf, faults, typed } = props;
  const open = comments.filter(({ resolvedAt }) => resolvedAt === null).length;
  return (
    <Details
      summary={`${t('side.comments')} (${String(open)}), ${t('side.assigned').toLowerCase()}`}
      open={open > 0 || faults.length > 0}
      id="remarques"
    >
      <Assignment {...props} />
      <h2 class="fr-h5">{t('side.comments')}</h2>
      <p class="fr-hint-text">{t('side.commentsHelp')}</p>
      {comments.length === 0 ? (
        <p>{t('side.noComment')}</p>
      ) : (
        <ul class="rb-comments">
          {comments.map((comment) => (
            <Comment key={comment.id} comment={comment} {...props} />
          ))}
        </ul>
      )}
      <Form action={caseUrl(candidacyId, 'formulaire', section, 'remarques')} csrf={csrf}>
        <TextArea name="body" label={t('side.comment')} rows={3} value={typed} fault={faultAt(faults, '/body')} />
        <Button kind="secondary" small>
          {t('side.commentGo')}
        </Button>
      </Form>
    </Details>
  );
}

import { randomUUID } from 'node:crypto';
import type { Missing } from '@rebond/calls';
import { formatDate, formatDeadline, formatInstant, type Fault } from '@rebond/kernel';
import {
  Alert,
  Button,
  Checkbox,
  Details,
  ErrorSummary,
  faultAt,
  Form,
  LinkButton,
  SummaryList,
  Table,
  Time,
  fieldId,
} from '@rebond/ui';
import { readAnswer, type Names } from '../../application/form/answer-text.js';
import type { FormState } from '../../application/form/read-form.js';
import { dueDayOf } from '../../application/form/standing.js';
import { labelOf } from '../../application/pieces/owed.js';
import { visibleFields } from '@rebond/calls';
import { t } from '../../messages.form.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { StandingBanner } from './banner.js';
import { MissingAnswers, placeOf } from './missing-answers.js';
import { AnswerText } from './read-only.js';

export interface DepositProps {
  readonly state: FormState;
  readonly names: Names;
  readonly csrf: string | null;
  /** A refusal of this page. */
  readonly faults: readonly Fault[];
  readonly refusal: string | null;
  /** The candidacy of the same lead that is deposited already. */
  readonly first: { readonly id: string; readonly receipt: string } | null;
}

/** Where a missing answer is given. */
const linkTo = (id: string, missing: Missing): string =>
  `${caseUrl(id, 'formulaire', missing.section)}?verifier=oui#${fieldId(placeOf(missing))}`;

const Lacks = ({ state: { candidacy, found, definition, answers } }: DepositProps) => (
  <MissingAnswers
    definition={definition}
    answers={answers.document}
    missing={found.blocking}
    linkTo={(one) => linkTo(candidacy.id, one)}
  />
);

const Promised = ({ state: { candidacy, wave, found }, names }: DepositProps) => (
  <>
    <h2>{t('deposit.promised')}</h2>
    <p>{t('deposit.promisedHelp')}</p>
    <Table
      caption={t('deposit.promised')}
      captionHidden
      columns={[
        { key: 'piece', label: t('deposit.piece') },
        { key: 'due', label: t('deposit.due') },
      ]}
      rows={found.promised.map((one) => {
        const day = dueDayOf(one, wave.cutoffAt, candidacy.departement);
        return {
          key: placeOf(one),
          cells: { piece: labelOf(one, names.bodies), due: day === null ? '' : formatDate(day) },
          href: linkTo(candidacy.id, one),
        };
      })}
    />
  </>
);

/** Everything that would be deposited, section by section. */
function Summary({ state: { candidacy, definition, answers, progress, mayWrite }, names }: DepositProps) {
  const visible = new Set(visibleFields(definition, answers.document).map(({ key }) => key));
  return (
    <>
      <h2>{t('deposit.summary')}</h2>
      {progress.map(({ section }) => (
        <Details key={section.key} summary={t('deposit.summaryOf', { section: section.title })}>
          <SummaryList
            rows={section.fields
              .filter(({ key }) => visible.has(key))
              .map((field) => ({
                term: field.label,
                value: <AnswerText answer={readAnswer(definition, answers.document, field, names)} />,
                ...(mayWrite(field.key)
                  ? {
                      action: {
                        href: `${caseUrl(candidacy.id, 'formulaire', section.key)}#${fieldId(field.key)}`,
                        label: t('deposit.change'),
                        about: field.label,
                      },
                    }
                  : {}),
              }))}
          />
        </Details>
      ))}
    </>
  );
}

const Late = ({ state: { candidacy, depositor, wave } }: DepositProps) => (
  <Alert kind="warning" title={t('deposit.late')}>
    <p>{t('deposit.lateText', { date: formatDeadline(wave.cutoffAt) })}</p>
    {candidacy.state === 'expired' && depositor === null ? (
      <p>
        <a class="fr-link" href={caseUrl(candidacy.id, 'reprise')}>
          {t('deposit.lateNext')}
        </a>
      </p>
    ) : null}
  </Alert>
);

function Declaration({ state: { candidacy, deposits, wave }, csrf, faults }: DepositProps) {
  const last = deposits.at(-1);
  return (
    <Form action={caseUrl(candidacy.id, 'depot')} csrf={csrf} version={candidacy.version} once={randomUUID()}>
      <h2>{t('deposit.act')}</h2>
      {last ? <p>{t('deposit.again', { date: formatInstant(Temporal.Instant.from(last.receivedAt)) })}</p> : null}
      <Checkbox
        name="declaration"
        label={t('deposit.declaration', { territory: candidacy.territory })}
        fault={faultAt(faults, '/declaration')}
        required
      />
      <p class="fr-hint-text">{t('deposit.until', { at: formatDeadline(wave.cutoffAt) })}</p>
      <Button icon="send-plane-line">{last ? t('deposit.submitAgain') : t('deposit.submit')}</Button>
    </Form>
  );
}

const Receipts = ({ state: { candidacy, deposits } }: DepositProps) => (
  <>
    <h2>{t('deposit.receipts')}</h2>
    <ul>
      {deposits.toReversed().map((one) => (
        <li key={one.n}>
          <a href={`${caseUrl(candidacy.id, 'depot', 'recepisse')}?n=${String(one.n)}`}>
            {t('deposit.receipt', { number: one.receiptNumber })}
          </a>
          , {t('deposit.receivedAt').toLowerCase()} <Time at={one.receivedAt} />
        </li>
      ))}
    </ul>
  </>
);

/** The check before the deposit: what lacks, what is promised, the whole file, and the declaration. */
export function DepositPage(props: DepositProps) {
  const { state, faults, refusal, first } = props;
  const { standing, found, deposits, depositor } = state;
  const canDeposit = standing.kind === 'ready' && depositor === null && standing.deposit !== 'same';
  return (
    <>
      {refusal === null ? null : <ErrorSummary title={refusal} faults={[]} />}
      <ErrorSummary faults={faults} />
      {first ? (
        <p>
          <a class="fr-link" href={caseUrl(first.id)}>
            {t('deposit.duplicate', { receipt: first.receipt })}
          </a>
        </p>
      ) : null}
      {standing.kind === 'late' ? <Late {...props} /> : <StandingBanner state={state} />}
      {standing.kind === 'lacking' ? <Lacks {...props} /> : null}
      {found.promised.length > 0 && ['lacking', 'ready'].includes(standing.kind) ? <Promised {...props} /> : null}
      {deposits.length > 0 ? <Receipts {...props} /> : null}
      <Summary {...props} />
      {canDeposit ? <Declaration {...props} /> : null}
      {standing.kind === 'ready' && depositor !== null ? <p>{t('deposit.leadOnly', { lead: depositor })}</p> : null}
      {standing.kind === 'completing' ? (
        <LinkButton href={caseUrl(state.candidacy.id, 'complements')}>{t('next.completing')}</LinkButton>
      ) : null}
    </>
  );
}

import type { AdmissibilityCheck } from '@rebond/calls';
import { dateIn, formatDate, formatDeadline, type Fault } from '@rebond/kernel';
import { Button, faultAt, Fold, Form, Radios, TextArea } from '@rebond/ui';
import type { Findings, ReviewedFile } from '../../application/review/read-review.js';
import { t } from '../../messages.worklist.fr.js';

interface AdmissibilityProps {
  readonly file: ReviewedFile;
  readonly findings: Findings;
  /** Where the decision is sent; null: none is to be taken, or not by this reader. */
  readonly action: string | null;
  readonly csrf: string | null;
  readonly once: string;
  readonly version: number;
  readonly faults: readonly Fault[];
  readonly typed: { readonly admissible: string; readonly reasons: string; readonly checks: TypedChecks };
}

/** « oui » or « non », by the keys of the checklist. */
export type TypedChecks = Readonly<Record<string, string>>;

const Finding = ({ ok, text, details = [] }: { ok: boolean; text: string; details?: readonly string[] }) => (
  <li class={ok ? 'rb-finding' : 'rb-finding rb-finding--open'}>
    {text}
    {details.length === 0 ? null : (
      <ul>
        {details.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    )}
  </li>
);

/** What is ascertained, and the officer's decision with its reasons. */
export const Admissibility = ({ file, findings, ...form }: AdmissibilityProps) => {
  const { candidacy } = file;
  const { admissibility } = candidacy.context;
  const { blockingMissing, owed, overlaps, verdict } = findings;
  const checklist = file.definition.admissibility?.checks ?? [];
  return (
    <Fold
      id="recevabilite"
      title={t('review.admissibility')}
      aside={t(`admissibility.${admissibility}`)}
      open={form.action !== null || admissibility === 'pending'}
    >
      <ul class="rb-findings">
        {candidacy.depositedAt === null ? null : <Finding ok text={t('review.check.onTime')} />}
        <Finding
          ok={blockingMissing.length === 0}
          text={t('review.check.blocking', { n: blockingMissing.length })}
          details={blockingMissing}
        />
        <Finding
          ok={owed.length === 0}
          text={t('review.check.owed', { n: owed.length })}
          details={owed.map(({ label, dueAt }) =>
            dueAt === null ? t('review.owed', { label }) : t('review.owedBy', { label, due: formatDeadline(dueAt) }),
          )}
        />
        <Finding ok={overlaps === 0} text={t('review.check.overlap', { n: overlaps })} />
        {candidacy.implicitRejectionAt === null ? null : (
          <Finding ok text={t('review.check.legal', { on: formatDate(dateIn(candidacy.implicitRejectionAt)) })} />
        )}
        {verdict.map(({ key, met }) => (
          <Finding key={key} ok={met} text={checklist.find((one) => one.key === key)?.label ?? key} />
        ))}
      </ul>
      <Decision {...form} checklist={checklist} />
    </Fold>
  );
};

interface DecisionProps extends Omit<AdmissibilityProps, 'file' | 'findings'> {
  readonly checklist: readonly AdmissibilityCheck[];
}

const Decision = ({ action, csrf, once, version, faults, typed, checklist }: DecisionProps) =>
  action === null ? null : (
    <Form action={action} csrf={csrf} once={once} version={version}>
      {checklist.map(({ key, label, help }) => (
        <Radios
          key={key}
          name={`checks[${key}]`}
          legend={label}
          {...(help === undefined ? {} : { hint: help })}
          required
          inline
          fault={faultAt(faults, `checks[${key}]`)}
          value={typed.checks[key] ?? ''}
          options={[
            { value: 'oui', label: t('review.met') },
            { value: 'non', label: t('review.unmet') },
          ]}
        />
      ))}
      <Radios
        name="admissible"
        legend={t('review.decide')}
        required
        inline
        fault={faultAt(faults, 'admissible')}
        value={typed.admissible}
        options={[
          { value: 'oui', label: t('review.admit') },
          { value: 'non', label: t('review.refuse') },
        ]}
      />
      <TextArea
        name="reasons"
        label={t('review.reasons')}
        hint={t('review.reasonsHint')}
        rows={3}
        value={typed.reasons}
        fault={faultAt(faults, 'reasons')}
      />
      <Button kind="secondary" small>
        {t('review.pronounce')}
      </Button>
    </Form>
  );

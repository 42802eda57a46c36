import type { Fault } from '@rebond/kernel';
import { faultAt, Field, Select, TextArea } from '@rebond/ui';
import { OUTCOMES } from '../../domain/lines.js';
import { t } from '../../messages.fr.js';
import type { WaveName } from './waves.js';

export interface LineFieldsProps {
  /** Rank of the row in the form. */
  readonly i: number;
  /** What a field holds. */
  readonly valueOf: (field: string) => string;
  readonly faults: readonly Fault[];
  /** Waves that a case may be deferred to. */
  readonly later: readonly WaveName[];
  /** Label of the choice that leaves the case out; no such choice when absent. */
  readonly none?: string;
}

/** What is decided of one case: outcome, amounts, deferral, reasons and conditions. */
export const LineFields = ({ i, valueOf, faults, later, none }: LineFieldsProps) => {
  const common = (field: string) => ({
    name: `rows[${String(i)}][${field}]`,
    value: valueOf(field),
    fault: faultAt(faults, `/rows/${String(i)}/${field}`),
  });
  return (
    <>
      <div class="rb-form-row">
        <Select
          {...common('outcome')}
          label={t('propose.outcome')}
          empty={none ?? false}
          options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        />
        <Field {...common('envelopeEur')} label={t('propose.envelope')} inputMode="decimal" suffix="€" />
        <Field {...common('personDays')} label={t('propose.personDays')} inputMode="decimal" />
        <Select
          {...common('nextWaveId')}
          label={t('propose.nextWave')}
          empty={t('propose.nextWaveNone')}
          options={later.map(({ id, name: label }) => ({ value: id, label }))}
        />
      </div>
      <TextArea {...common('reasons')} label={t('propose.reasons')} hint={t('propose.reasonsHint')} rows={2} />
      <TextArea {...common('conditions')} label={t('propose.conditions')} rows={2} />
    </>
  );
};

import type { Fault } from '@rebond/kernel';
import { StateBadge } from '@rebond/candidacies';
import { Button, ErrorSummary, faultAt, Field, Form, Select } from '@rebond/ui';
import type { Proposable } from '../../infrastructure/proposable.js';
import { t } from '../../messages.fr.js';
import { LineFields } from './line-fields.js';
import { typedText, type TypedRow } from './rows-form.js';
import type { WaveName } from './waves.js';

export interface ProposePageProps {
  readonly waves: readonly WaveName[];
  /** Waves that a case may be deferred to. */
  readonly later: readonly WaveName[];
  readonly wave: string | null;
  readonly cases: readonly Proposable[];
  readonly csrf: string | null;
  readonly once: string;
  readonly faults: readonly Fault[];
  readonly refusal: string | null;
  readonly title: string;
  readonly typed: readonly TypedRow[];
  /** Cancelled list that is corrected. */
  readonly replaces: string | null;
}

export const ProposePage = (props: ProposePageProps) => (
  <>
    <ErrorSummary
      faults={props.faults}
      {...(props.faults.length === 0 && props.refusal !== null ? { title: props.refusal } : {})}
    />
    <form method="get" action="/selection/nouvelle" class="rb-inline-form">
      <Select
        name="wave"
        label={t('propose.chooseWave')}
        value={props.wave ?? ''}
        options={props.waves.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button kind="secondary">{t('propose.show')}</Button>
    </form>
    {props.wave === null ? null : props.cases.length === 0 ? <p>{t('propose.none')}</p> : <Lines {...props} />}
  </>
);

const Lines = (props: ProposePageProps) => (
  <Form action="/selection/nouvelle" csrf={props.csrf} once={props.once}>
    <input type="hidden" name="waveId" value={props.wave ?? ''} />
    {props.replaces === null ? null : <input type="hidden" name="replaces" value={props.replaces} />}
    <Field
      name="title"
      label={t('propose.name')}
      required
      maxLength={300}
      value={props.title}
      fault={faultAt(props.faults, 'title')}
    />
    {props.cases.map((one, i) => (
      <Line key={one.id} one={one} i={i} {...props} row={props.typed.find((row) => row['candidacyId'] === one.id)} />
    ))}
    <Button>{t('propose.submit')}</Button>
  </Form>
);

interface LineProps extends ProposePageProps {
  readonly one: Proposable;
  readonly i: number;
  readonly row: TypedRow | undefined;
}

const Line = ({ one, i, row, faults, later }: LineProps) => {
  const name = (field: string): string => `rows[${String(i)}][${field}]`;
  return (
    <fieldset class="rb-line">
      <legend class="fr-h6">
        {one.territory}
        {one.admissibility === 'pending' ? <span class="fr-hint-text"> ({t('propose.pending')})</span> : null}
      </legend>
      <StateBadge state={one.state} />
      <input type="hidden" name={name('candidacyId')} value={one.id} />
      <input type="hidden" name={name('expectedVersion')} value={one.version} />
      <LineFields
        i={i}
        valueOf={(field) => typedText(row, field)}
        faults={faults}
        later={later}
        none={t('outcome.none')}
      />
    </fieldset>
  );
};

import { randomUUID } from 'node:crypto';
import type { ProposedWave, Wave } from '@rebond/calls';
import { dateIn, formatDate, PARIS, type Fault } from '@rebond/kernel';
import { Button, ErrorSummary, faultAt, Field, fieldId, Form, Select, typedText } from '@rebond/ui';
import type { FormBody } from '@rebond/platform';
import type { ToAnnounce } from '../../application/laureates/laureate-rows.js';
import { t } from '../../messages.office.fr.js';

export interface WaveFormProps {
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly form: FormBody;
}

const timeOf = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(PARIS).toPlainTime().toString({ smallestUnit: 'minute' });

/** A wall-clock time in Paris from its two fields, as the verbs read it. */
export const wallClock = (form: FormBody, name: string) => ({
  date: typedText(form, `${name}Date`) ?? '',
  time: typedText(form, `${name}Time`) ?? '',
});

export interface WhenProps extends WaveFormProps {
  /** Name of the fields, and of their words. */
  readonly name: 'opens' | 'cutoff' | 'outageFrom' | 'outageTo';
  /** Where the input has it. */
  readonly pointer: string;
  readonly proposed: Temporal.Instant | null;
  readonly isOptional?: boolean;
}

/** A day and a time in Paris; what can't be read stands at the field that it was typed in. */
export const When = ({ name, pointer, proposed, isOptional = false, faults, form }: WhenProps) => (
  <div class="rb-form-row">
    <Field
      name={`${name}Date`}
      type="date"
      label={t(`waves.${name}Date`)}
      required={!isOptional}
      value={typedText(form, `${name}Date`) ?? (proposed ? dateIn(proposed).toString() : '')}
      fault={faultAt(faults, `${pointer}/date`) ?? faultAt(faults, pointer)}
    />
    <Field
      name={`${name}Time`}
      type="time"
      label={t(`waves.${name}Time`)}
      required={!isOptional}
      hint={name === 'cutoff' ? t('waves.cutoffHint') : undefined}
      value={typedText(form, `${name}Time`) ?? (proposed ? timeOf(proposed) : isOptional ? '' : '12:00')}
      fault={faultAt(faults, `${pointer}/time`)}
    />
  </div>
);

const FIELDS: Readonly<Record<string, string>> = {
  opensAt: 'opens',
  cutoffAt: 'cutoff',
  'outage/from': 'outageFrom',
  'outage/to': 'outageTo',
};

/** The field that a fault is at: `/cutoffAt/time` is that of the hour. */
export function fieldAt(pointer: string): string | null {
  if (pointer === '') return null;
  const [, place = '', part] = /^\/(.*?)(?:\/(date|time))?$/.exec(pointer) ?? [];
  const name = FIELDS[place];
  if (name !== undefined) return fieldId(`${name}${part === 'time' ? 'Time' : 'Date'}`);
  return fieldId(place === 'outage/description' ? 'outageDescription' : place);
}

export interface OpeningProps extends WaveFormProps {
  readonly calls: readonly { readonly slug: string; readonly title: string }[];
  readonly proposed: readonly ProposedWave[];
  readonly opensAt: Temporal.Instant;
}

/** Opens a wave; the dates that the call's rhythm gives are filled in. */
export const OpeningForm = ({ calls, proposed, opensAt, ...common }: OpeningProps) => (
  <>
    <ErrorSummary faults={common.faults} idOf={fieldAt} />
    <h2>{t('waves.new')}</h2>
    {proposed.length === 0 ? null : (
      <p>{t('waves.proposed', { dates: proposed.map(({ date }) => formatDate(date)).join(', ') })}</p>
    )}
    <Form action="/programme/releves" csrf={common.csrf} once={randomUUID()}>
      <Select
        name="call"
        label={t('waves.call')}
        required
        empty={false}
        value={typedText(common.form, 'call') ?? calls[0]?.slug}
        options={calls.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <When name="opens" pointer="/opensAt" proposed={opensAt} {...common} />
      <When name="cutoff" pointer="/cutoffAt" proposed={proposed[0]?.cutoffAt ?? null} {...common} />
      <Button>{t('waves.open')}</Button>
    </Form>
  </>
);

/** Makes laureates public, after showing which. */
export const AnnounceForm = ({
  wave,
  cases,
  csrf,
}: {
  readonly wave: Wave;
  readonly cases: readonly ToAnnounce[];
  readonly csrf: string | null;
}) =>
  cases.length === 0 ? (
    <p>{t('wave.announceNone')}</p>
  ) : (
    <>
      <p>{t('wave.announceLead')}</p>
      <ul>
        {cases.map(({ id, territory }) => (
          <li key={id}>{territory}</li>
        ))}
      </ul>
      <Form action={`/programme/releves/${wave.id}/annonce`} csrf={csrf} once={randomUUID()}>
        <Button>{t('wave.announceDo')}</Button>
      </Form>
    </>
  );

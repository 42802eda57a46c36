import { randomUUID } from 'node:crypto';
import type { ProposedWave, Wave } from '@rebond/calls';
import { dateIn, formatDate, PARIS, type Fault } from '@rebond/kernel';
import { Alert, Button, ErrorSummary, faultAt, Field, Form, Select, TextArea, typedText } from '@rebond/ui';
import type { FormBody } from '@rebond/platform';
import type { ToAnnounce } from '../../application/laureates/laureate-rows.js';
import { t } from '../../messages.office.fr.js';

interface Common {
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly form: FormBody;
}

const timeOf = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(PARIS).toPlainTime().toString({ smallestUnit: 'minute' });

const faultOf = (faults: readonly Fault[], name: string): string | undefined =>
  faultAt(faults, `/${name}`) ?? faultAt(faults, `/${name.replace(/(Date|Time)$/, '')}At`);

interface WhenProps extends Common {
  readonly name: 'opens' | 'cutoff';
  readonly proposed: Temporal.Instant | null;
}

const When = ({ name, proposed, faults, form }: WhenProps) => (
  <div class="rb-form-row">
    <Field
      name={`${name}Date`}
      type="date"
      label={t(`waves.${name}Date`)}
      required
      value={typedText(form, `${name}Date`) ?? (proposed ? dateIn(proposed).toString() : '')}
      fault={faultOf(faults, `${name}Date`)}
    />
    <Field
      name={`${name}Time`}
      type="time"
      label={t(`waves.${name}Time`)}
      required
      hint={name === 'cutoff' ? t('waves.cutoffHint') : undefined}
      value={typedText(form, `${name}Time`) ?? (proposed ? timeOf(proposed) : '12:00')}
    />
  </div>
);

const idOf = (pointer: string): string => `champ-${pointer.slice(1).replace(/At$/, 'Date')}`;

export interface OpeningProps extends Common {
  readonly calls: readonly { readonly slug: string; readonly title: string }[];
  readonly proposed: readonly ProposedWave[];
  readonly opensAt: Temporal.Instant;
}

/** Opens a wave; the dates that the call's rhythm gives are filled in. */
export const OpeningForm = ({ calls, proposed, opensAt, ...common }: OpeningProps) => (
  <>
    <ErrorSummary faults={common.faults} idOf={(pointer) => (pointer === '' ? null : idOf(pointer))} />
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
      <When name="opens" proposed={opensAt} {...common} />
      <When name="cutoff" proposed={proposed[0]?.cutoffAt ?? null} {...common} />
      <Button>{t('waves.open')}</Button>
    </Form>
  </>
);

/** Moves a cut-off later, after showing whom it is told to. */
export const ProlongForm = ({
  wave,
  told,
  ...common
}: Common & { readonly wave: Wave; readonly told: readonly string[] }) =>
  wave.decidedAt ? (
    <p>{t('wave.decided')}</p>
  ) : (
    <>
      <ErrorSummary faults={common.faults} idOf={(pointer) => (pointer === '' ? null : idOf(pointer))} />
      <Alert kind="info" title={t('wave.told')}>
        <p>{t('wave.toldDeposited', { count: told.length })}</p>
        <ul>
          {told.map((territory) => (
            <li key={territory}>{territory}</li>
          ))}
        </ul>
        <p>{t('wave.toldDrafts')}</p>
      </Alert>
      <p>{t('wave.prolongRule')}</p>
      <Form action={`/programme/releves/${wave.id}/prolongation`} csrf={common.csrf} version={wave.version}>
        <When name="cutoff" proposed={wave.cutoffAt} {...common} />
        <TextArea
          name="reason"
          label={t('wave.reason')}
          required
          rows={3}
          maxLength={2000}
          value={typedText(common.form, 'reason')}
          fault={faultAt(common.faults, '/reason')}
        />
        <Button>{t('wave.prolongDo')}</Button>
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

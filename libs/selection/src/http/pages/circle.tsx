import { formatInstant } from '@rebond/kernel';
import { Button, Field, Form, formState, Table, type Again } from '@rebond/ui';
import type { ReaderView } from '../../application/embargo/circle.js';
import { t } from '../../messages.embargo.fr.js';

export interface CircleProps {
  readonly listId: string;
  readonly readers: readonly ReaderView[];
  readonly csrf: string | null;
  readonly once: () => string;
  /** May the reader of the page let somebody in, or out? */
  readonly manages: boolean;
  /** Functions that may be let in, as the field takes them. */
  readonly seats: readonly string[];
  readonly again: Again | null;
}

const at = (instant: string): string => formatInstant(Temporal.Instant.from(instant));

/** Who reads a list before its announcement, and the form that lets a person in. */
export const Circle = (props: CircleProps) => (
  <section aria-labelledby="embargo">
    <h2 id="embargo">{t('circle.title')}</h2>
    <p>{t('circle.lead')}</p>
    <Table
      caption={t('circle.readers')}
      captionHidden
      empty={t('circle.empty')}
      columns={[
        { key: 'name', label: t('circle.name'), rowHeader: true },
        { key: 'access', label: t('circle.access') },
        { key: 'departements', label: t('circle.departements') },
        { key: 'readings', label: t('circle.readings') },
      ]}
      rows={props.readers.map((one) => ({
        key: one.id,
        cells: {
          name: `${one.name}, ${one.quality}`,
          access: <Access {...props} reader={one} />,
          departements: one.departements?.join(', ') ?? t('circle.everywhere'),
          readings: t('circle.read', { n: one.readings, last: one.lastReading === null ? '' : at(one.lastReading) }),
        },
      }))}
    />
    {props.manages ? <AddReader {...props} /> : null}
  </section>
);

const Access = ({ reader, listId, csrf, once, manages }: CircleProps & { readonly reader: ReaderView }) => (
  <>
    <p>{reader.email ?? t('circle.bySeat')}</p>
    <p>{t('circle.period', { from: at(reader.from), until: at(reader.until) })}</p>
    {reader.revokedAt !== null ? (
      <p>{t('circle.revoked', { at: at(reader.revokedAt) })}</p>
    ) : manages ? (
      <Form action={`/selection/${listId}/embargo/${reader.id}/retrait`} csrf={csrf} once={once()}>
        <Button kind="tertiary" small>
          {t('circle.revoke')} <span class="fr-sr-only">{t('circle.revokeOf', { name: reader.name })}</span>
        </Button>
      </Form>
    ) : null}
  </>
);

/** The field of the form that a fault of the input is about. */
export const fieldOfReader = (pointer: string): string => {
  const [, member = '', part] = pointer.split('/');
  if (member === 'seatId') return 'seat';
  return (member === 'from' || member === 'until') && part === 'time' ? `${member}Time` : member;
};

const AddReader = ({ listId, csrf, once, again, seats }: CircleProps) => {
  const form = formState('reader', again, fieldOfReader);
  return (
    <>
      <h3>{t('circle.add')}</h3>
      <Form action={`/selection/${listId}/embargo`} csrf={csrf} once={once()}>
        <div class="rb-form-row">
          <Field {...form.field('seat')} label={t('circle.seat')} hint={t('circle.seatHint')} list={seats} />
          <Field {...form.field('email')} label={t('circle.email')} hint={t('circle.emailHint')} type="email" />
        </div>
        <div class="rb-form-row">
          <Field {...form.field('name')} label={t('circle.name')} hint={t('circle.nameHint')} maxLength={200} />
          <Field
            {...form.field('quality')}
            label={t('circle.quality')}
            hint={t('circle.qualityHint')}
            maxLength={200}
          />
          <Field {...form.field('departements')} label={t('circle.departements')} hint={t('circle.departementsHint')} />
        </div>
        <div class="rb-form-row">
          <Field {...form.field('from')} label={t('circle.from')} type="date" required />
          <Field {...form.field('fromTime')} label={t('circle.fromTime')} type="time" required />
          <Field {...form.field('until')} label={t('circle.until')} type="date" required />
          <Field {...form.field('untilTime')} label={t('circle.untilTime')} type="time" required />
        </div>
        <Button kind="secondary">{t('circle.submit')}</Button>
      </Form>
    </>
  );
};

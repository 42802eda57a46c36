import { PARIS } from '@rebond/kernel';
import { Button, ButtonGroup, Callout, Field, Form, formState, LinkButton, type Again } from '@rebond/ui';
import type { ListWithLinesView } from '../../application/read/present.js';
import { t } from '../../messages.fr.js';

/** What the reader may do. */
export interface ListActs {
  readonly validates: boolean;
  readonly differs: boolean;
  readonly announces: boolean;
  readonly withdraws: boolean;
  /** Did the reader ask for its cancellation? Then another person decides. */
  readonly isCanceller: boolean;
  readonly proposes: boolean;
  /** Did the reader propose some of it? Then another person validates. */
  readonly isAuthor: boolean;
}

export interface ActsProps extends ListActs {
  readonly list: ListWithLinesView;
  readonly csrf: string | null;
  readonly once: () => string;
  readonly again: Again | null;
}

/** The acts that a list awaits, one button each. */
export const Acts = (props: ActsProps) => {
  if (props.list.status === 'proposed') return <OfProposal {...props} />;
  const { status, cancellation } = props.list;
  return status === 'validated' && cancellation === null && props.announces ? <OfFrozen {...props} /> : null;
};

export const act = ({ list, csrf, once }: ActsProps, name: string) => ({
  action: `/selection/${list.id}/${name}`,
  csrf,
  version: list.version,
  once: once(),
});

const OfProposal = (props: ActsProps) => (
  <>
    {props.validates && !props.isAuthor ? (
      <Callout title={t('list.validate')} kind="warning">
        <p>{t('list.validateHint', { n: props.list.lines.length })}</p>
        <Form {...act(props, 'validation')}>
          <Button>{t('list.validate')}</Button>
        </Form>
      </Callout>
    ) : null}
    {props.isAuthor ? <p>{t('list.ownHint')}</p> : null}
    {props.differs ? (
      <LinkButton href={`/selection/${props.list.id}/differences`} kind="secondary">
        {t('list.differ')}
      </LinkButton>
    ) : null}
    {props.withdraws ? (
      <Form {...act(props, 'retrait')}>
        <Button kind="tertiary">{t('list.withdraw')}</Button>
      </Form>
    ) : null}
  </>
);

/** A field of the instant, whichever part of it was refused. */
export const fieldOfInstant = (pointer: string): string => pointer.replace(/^\/at(\/|$)/, '').replace(/^$/, 'date');

/** Day and hour in Paris, as fields have them. */
const wallClock = (instant: string): [day: string, hour: string] => {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(PARIS);
  return [at.toPlainDate().toString(), at.toPlainTime().toString({ smallestUnit: 'minute' })];
};

const OfFrozen = (props: ActsProps) => {
  const form = formState('announce-at', props.again, fieldOfInstant);
  const { announceAt } = props.list;
  const [day = '', hour = ''] = announceAt === null ? [] : wallClock(announceAt);
  return (
    <>
      <Callout title={t('announce.title')} kind="warning">
        <p>{t('announce.nowHint')}</p>
        <Form {...act(props, 'annonce')}>
          <Button>{t('announce.now')}</Button>
        </Form>
      </Callout>
      <h2>{t('announce.later')}</h2>
      <Form {...act(props, 'date-annonce')}>
        <div class="rb-form-row">
          <Field {...form.field('date', day)} label={t('announce.date')} type="date" required />
          <Field {...form.field('time', hour)} label={t('announce.time')} type="time" required />
        </div>
        <ButtonGroup inline>
          <Button kind="secondary">{t('announce.schedule')}</Button>
          {announceAt === null ? null : (
            <Button kind="tertiary" formAction={act(props, 'sans-date').action}>
              {t('announce.cancel')}
            </Button>
          )}
        </ButtonGroup>
      </Form>
    </>
  );
};

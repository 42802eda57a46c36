import { formatInstant } from '@rebond/kernel';
import { Button, Callout, Form, formState, LinkButton, TextArea } from '@rebond/ui';
import { t } from '../../messages.cancel.fr.js';
import { act, type ActsProps } from '../pages/list-acts.js';

/** The cancellation of a frozen list, asked by one person and decided by another; and the list that corrects it. */
export const CancellationPart = (props: ActsProps) => (
  <>
    {props.list.replaces === null ? null : (
      <p>
        {t('replaces')}{' '}
        <a class="fr-link" href={`/selection/${props.list.replaces}`}>
          {t('replaced')}
        </a>
      </p>
    )}
    <Awaited {...props} />
  </>
);

const Awaited = (props: ActsProps) => {
  const { list, announces, proposes } = props;
  if (list.status === 'cancelled' && proposes)
    return <LinkButton href={`/selection/nouvelle?wave=${list.waveId}&liste=${list.id}`}>{t('correct')}</LinkButton>;
  if (list.status !== 'validated' || !announces) return null;
  return list.cancellation === null ? <Ask {...props} /> : <Decide {...props} />;
};

const Ask = (props: ActsProps) => {
  const form = formState('cancel', props.again);
  return (
    <>
      <h2>{t('title')}</h2>
      <p>{t('hint')}</p>
      <Form {...act(props, 'annulation/demande')}>
        <TextArea {...form.field('reason')} label={t('reason')} required rows={3} />
        <Button kind="tertiary">{t('ask')}</Button>
      </Form>
    </>
  );
};

const Decide = (props: ActsProps) => {
  const { cancellation } = props.list;
  if (cancellation === null) return null;
  return (
    <Callout title={t('asked.title')} kind="warning">
      <p>{t('asked.at', { at: formatInstant(Temporal.Instant.from(cancellation.asked.at)) })}</p>
      <p class="rb-prose">{t('asked.reason', { reason: cancellation.reason ?? t('erased') })}</p>
      {props.isCanceller ? (
        <p>{t('asked.own')}</p>
      ) : (
        <Form {...act(props, 'annulation')}>
          <Button>{t('confirm')}</Button>
        </Form>
      )}
      <Form {...act(props, 'annulation/abandon')}>
        <Button kind="tertiary">{t('drop')}</Button>
      </Form>
    </Callout>
  );
};

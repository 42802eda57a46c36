import { Button, Callout, Form, formState, LinkButton } from '@rebond/ui';
import { mayBe } from '../../domain/session/session.js';
import { t } from '../../messages.session.fr.js';
import { ActButton } from './act-button.js';
import { fieldOfConvene } from './convene-form.js';
import type { SessionPageProps } from './session-props.js';
import { WhenAndWhere } from './when-and-where.js';

/** What a session without quorum awaits, and the one that it follows or that follows it. */
export const SecondConvocationPart = (props: SessionPageProps) => {
  const { session, runs, now } = props;
  const isItsHour = Temporal.Instant.compare(now, Temporal.Instant.from(session.startsAt)) >= 0;
  return (
    <>
      {session.followsId === null ? null : (
        <Callout title={t('session.second')}>
          <p>{t('session.secondValue')}</p>
          <LinkButton href={`/seances/${session.followsId}`} kind="tertiary">
            {t('session.first')}
          </LinkButton>
        </Callout>
      )}
      {session.followedById === null ? null : (
        <LinkButton href={`/seances/${session.followedById}`} kind="secondary">
          {t('session.next')}
        </LinkButton>
      )}
      {runs && isItsHour && mayBe(session.status, 'ADJOURN') && !session.quorum.isReached ? (
        <>
          <p>{t('session.adjournHint')}</p>
          <ActButton {...props} name="absence-de-quorum" label={t('session.adjourn')} kind="secondary" />
        </>
      ) : null}
      {runs && isToReconvene(props) ? <Reconvene {...props} /> : null}
    </>
  );
};

const isToReconvene = ({ session }: SessionPageProps): boolean =>
  mayBe(session.status, 'RECONVENE') &&
  session.followedById === null &&
  (session.status === 'inquorate' || session.items.some((one) => one.lackedQuorum && one.decision === null));

const Reconvene = ({ session, csrf, once, again }: SessionPageProps) => {
  const form = formState('reconvene', again, fieldOfConvene);
  return (
    <>
      <h2>{t('session.reconvene')}</h2>
      <p>{t('session.reconveneHint')}</p>
      <Form action={`/seances/${session.id}/nouvelle-convocation`} csrf={csrf} version={session.version} once={once()}>
        <WhenAndWhere form={form} durationMinutes={session.durationMinutes} place={session.place} />
        <Button>{t('session.reconvene')}</Button>
      </Form>
    </>
  );
};

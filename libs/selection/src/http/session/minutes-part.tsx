import { formatInstant } from '@rebond/kernel';
import { Button, Form, formState, LinkButton, TextArea } from '@rebond/ui';
import { mayBe } from '../../domain/session/session.js';
import { t } from '../../messages.session.fr.js';
import { ActButton } from './act-button.js';
import type { SessionPageProps } from './session-props.js';

/** The minutes: their last version, who has approved it, and what is left to do. */
export const MinutesPart = (props: SessionPageProps) => {
  const { session, seat, runs, csrf, once } = props;
  const [last] = session.minutes ?? [];
  if (!last) return null;
  const signsAs = seat === session.chair ? 'chair' : seat === session.secretary ? 'secretary' : null;
  const awaits = mayBe(session.status, 'SIGN') && signsAs && !last.signatures.some((one) => one.as === signsAs);
  return (
    <>
      <h2>{t('minutes.heading')}</h2>
      <p>{t('minutes.version', { version: last.version, sha256: last.sha256.slice(0, 16) })}</p>
      <ul>
        {last.signatures.map(({ as, at }) => (
          <li key={as}>{t('minutes.signed', { as, at: formatInstant(Temporal.Instant.from(at)) })}</li>
        ))}
      </ul>
      <LinkButton href={`/api/sessions/${session.id}/minutes`} kind="secondary" icon="download-line">
        {t('minutes.read')}
      </LinkButton>
      {awaits ? (
        <Form action={`/seances/${session.id}/approbation`} csrf={csrf} once={once()}>
          <input type="hidden" name="minutes" value={last.version} />
          <Button>{t('minutes.sign')}</Button>
        </Form>
      ) : null}
      {runs && mayBe(session.status, 'CORRECT') ? <Correction {...props} /> : null}
      {runs && mayBe(session.status, 'PROPOSE') && session.listId === null ? (
        <ActButton {...props} name="proposition" label={t('minutes.propose')} />
      ) : null}
      {session.listId !== null && props.readsLists ? (
        <LinkButton href={`/selection/${session.listId}`}>{t('minutes.seeList')}</LinkButton>
      ) : null}
    </>
  );
};

const Correction = ({ session, csrf, once, again }: SessionPageProps) => {
  const form = formState('correction', again);
  return (
    <Form action={`/seances/${session.id}/rectification`} csrf={csrf} version={session.version} once={once()}>
      <TextArea {...form.field('correction')} label={t('minutes.correction')} required rows={3} />
      <Button kind="secondary">{t('minutes.correct')}</Button>
    </Form>
  );
};

import { Button, Checkboxes, Form, formState, Select, Table } from '@rebond/ui';
import { mayBe } from '../../domain/session/session.js';
import type { SessionView } from '../../application/session/present.js';
import { t } from '../../messages.session.fr.js';
import type { SessionPageProps } from './session-props.js';

type Member = SessionView['members'][number];

function attendanceOf({ isPresent, proxyTo }: Member, members: readonly Member[]): string {
  if (isPresent) return t('session.present');
  const holder = members.find((one) => one.seatId === proxyTo);
  return holder ? t('session.proxyTo', { name: holder.name }) : t('session.absent');
}

/** Who sits, and in which voice; attendance for who runs the session, the own proxy for a member. */
export const MembersPart = (props: SessionPageProps) => {
  const { session, runs, seat } = props;
  const self = session.members.find((one) => one.seatId === seat);
  return (
    <>
      <h2>{t('session.members')}</h2>
      <Table
        caption={t('session.members')}
        captionHidden
        columns={[
          { key: 'name', label: t('session.member'), rowHeader: true },
          { key: 'voice', label: t('session.voice') },
          { key: 'attendance', label: t('session.attendance') },
        ]}
        rows={session.members.map((one) => ({
          key: one.seatId,
          cells: {
            name: `${one.name}, ${one.quality}`,
            voice: t(one.hasVote ? 'session.voting' : 'session.consulted'),
            attendance: attendanceOf(one, session.members),
          },
        }))}
      />
      {runs && mayBe(session.status, 'ATTEND') ? <Attendance {...props} /> : null}
      {self?.hasVote && mayBe(session.status, 'GIVE_PROXY') ? <Proxy {...props} self={self} /> : null}
    </>
  );
};

const Attendance = ({ session, csrf, once }: SessionPageProps) => (
  <Form action={`/seances/${session.id}/presences`} csrf={csrf} version={session.version} once={once()}>
    <Checkboxes
      name="present"
      legend={t('session.attendance')}
      options={session.members.map((one) => ({ value: one.seatId, label: one.name }))}
      values={session.members.filter((one) => one.isPresent).map((one) => one.seatId)}
    />
    <Button kind="secondary">{t('session.attend')}</Button>
  </Form>
);

const Proxy = ({ session, csrf, once, again, self }: SessionPageProps & { readonly self: Member }) => {
  const form = formState('proxy', again);
  return (
    <>
      <h3>{t('session.proxy')}</h3>
      <Form action={`/seances/${session.id}/pouvoir`} csrf={csrf} once={once()}>
        <Select
          {...form.field('holder', self.proxyTo)}
          label={t('session.proxyHolder')}
          hint={t('session.proxyHint')}
          empty={t('session.noProxy')}
          options={session.members
            .filter((one) => one.hasVote && one.seatId !== self.seatId)
            .map((one) => ({ value: one.seatId, label: one.name }))}
        />
        <Button kind="secondary">{t('session.giveProxy')}</Button>
      </Form>
    </>
  );
};

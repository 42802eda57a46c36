import { ButtonGroup, FormRefusal, SummaryList, Table, Time } from '@rebond/ui';
import { mayBe } from '../../domain/session/session.js';
import type { ItemView } from '../../application/session/present.js';
import { t } from '../../messages.session.fr.js';
import { CreditsPart } from './credits-part.js';
import { MembersPart } from './members-part.js';
import { MinutesPart } from './minutes-part.js';
import { ActButton } from './act-button.js';
import { fieldOfConvene } from './convene-form.js';
import { SecondConvocationPart } from './second-convocation-part.js';
import { quorumText, type SessionPageProps } from './session-props.js';
import { StatusBadge } from './sessions-page.js';

/** A session as its reader finds it: who is there, what is dealt with, what may be done now. */
export const SessionPage = (props: SessionPageProps) => {
  const { session, runs } = props;
  return (
    <>
      <FormRefusal again={props.again} fieldOf={fieldOfConvene} />
      <StatusBadge status={session.status} />
      <SummaryList
        rows={[
          {
            term: t('session.where'),
            value: (
              <>
                <Time at={session.startsAt} />, {session.place}
              </>
            ),
          },
          { term: t('session.quorum'), value: quorumText(session.quorum) },
          ...(session.urgency === null ? [] : [{ term: t('convene.urgency'), value: session.urgency }]),
        ]}
      />
      <p>
        <a class="fr-link fr-link--download" href={`/api/sessions/${session.id}/convocation`} download>
          {t('convocation.read')}
        </a>
      </p>
      <MembersPart {...props} />
      {runs ? (
        <ButtonGroup>
          {mayBe(session.status, 'OPEN') ? <ActButton {...props} name="ouverture" label={t('session.open')} /> : null}
          {mayBe(session.status, 'CANCEL') ? (
            <ActButton {...props} name="annulation" label={t('session.cancel')} kind="tertiary" />
          ) : null}
        </ButtonGroup>
      ) : null}
      <SecondConvocationPart {...props} />
      <h2>{t('session.agenda')}</h2>
      <Agenda {...props} />
      <CreditsPart session={session} />
      {runs && mayBe(session.status, 'CLOSE') ? (
        <>
          <p>{t('session.closeHint')}</p>
          <ActButton {...props} name="levee" label={t('session.close')} />
        </>
      ) : null}
      <MinutesPart {...props} />
    </>
  );
};

function decisionText({ candidacyId, decision, quorum, lackedQuorum }: ItemView, isOpen: boolean): string {
  if (decision) return t(`outcome.${decision.outcome}`);
  if (candidacyId === null) return '';
  return lackedQuorum || (isOpen && !quorum.isReached) ? t('session.noQuorum') : t('session.undecided');
}

const Agenda = ({ session, seat, csrf, once }: SessionPageProps) => {
  const isMember = session.members.some((one) => one.seatId === seat);
  const nameOf = (id: string): string => session.members.find((one) => one.seatId === id)?.name ?? '';
  return (
    <Table
      caption={t('session.agenda')}
      captionHidden
      columns={[
        { key: 'item', label: t('session.item') },
        { key: 'score', label: t('session.score'), numeric: true },
        { key: 'recused', label: t('session.recused') },
        { key: 'decision', label: t('session.decision') },
        { key: 'leave', label: t('session.leave') },
      ]}
      rows={session.items.map((item) => ({
        key: item.id,
        href: `/seances/${session.id}/points/${item.id}`,
        cells: {
          item: item.title,
          score: item.score === null ? '' : item.score.mean.toFixed(1).replace('.', ','),
          recused: item.recused.map(nameOf).join(', '),
          decision: decisionText(item, session.status === 'open'),
          leave:
            isMember && item.candidacyId !== null && mayBe(session.status, 'DECLARE') ? (
              <ActButton
                {...{ session, csrf, once }}
                name={`points/${item.id}/recusation`}
                label={t('session.leave')}
                about={item.title}
                kind="tertiary"
              />
            ) : null,
        },
      }))}
    />
  );
};

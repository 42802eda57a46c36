import type { CallDefinition } from '@rebond/calls';
import { dateIn, formatDate, formatEuros, formatInstant, formatNumber, type Json } from '@rebond/kernel';
import { quorumOf, type Quorum } from '@rebond/meetings';
import { quorumRuleOf, type SessionMember } from '../../domain/session/session.js';
import type { TakenDecision } from '../../infrastructure/session/decision-rows.js';
import { t } from '../../messages.session.fr.js';
import type { SessionFacts } from './session-facts.js';

/** Why a decision was taken, as the list and its letters will quote it. */
export const reasonsOf = (
  { criteria, reason }: Pick<TakenDecision, 'criteria' | 'reason'>,
  { grid }: Pick<CallDefinition, 'grid'>,
): readonly string[] => [
  ...grid.criteria.filter(({ key }) => criteria.includes(key)).map(({ label }) => t('reason.criterion', { label })),
  ...(reason === '' ? [] : [reason]),
];

function attendanceOf(one: SessionMember, members: readonly SessionMember[]): string {
  const who = t(one.hasVote ? 'minutes.voting' : 'minutes.consulted', { name: one.name, quality: one.quality });
  if (one.isPresent) return t('minutes.present', { who });
  const holder = members.find(({ seatId }) => seatId === one.proxyTo);
  return holder?.isPresent ? t('minutes.represented', { who, holder: holder.name }) : t('minutes.absent', { who });
}

function decisionLines(decision: TakenDecision, definition: CallDefinition): readonly string[] {
  const { outcome, envelopeCents, personDays, votes, present, represented, required } = decision;
  return [
    t(`outcome.${outcome}`),
    ...(envelopeCents === null ? [] : [t('minutes.envelope', { amount: formatEuros(envelopeCents) })]),
    ...(personDays === null ? [] : [t('minutes.personDays', { n: formatNumber(personDays) })]),
    ...reasonsOf(decision, definition).map((reason) => t('minutes.reason', { reason })),
    t('minutes.itemQuorum', { present, represented, required }),
    ...(votes === null
      ? []
      : [t('minutes.votes', { yes: votes.for, against: votes.against, abstention: votes.abstention })]),
  ];
}

const undecidedLines = ({ isReached, present, represented, required }: Quorum): readonly string[] => [
  t('minutes.undecided'),
  ...(isReached ? [] : [t('minutes.lackedQuorum', { present, represented, required })]),
];

/** All that the minutes say (CRPA R133-13): who was there, what was dealt with, what was decided and by how many voices. */
export function minutesData(facts: SessionFacts, closedAt: Temporal.Instant, corrections: readonly string[]): Json {
  const { session, follows, definition, members, items, territories, recusals, decisions } = facts;
  const rule = quorumRuleOf(session);
  const { present, represented, required, composition } = quorumOf(members, { rule });
  const nameOf = (seat: string): string => members.find((one) => one.seatId === seat)?.name ?? '';
  const openedAt = session.openedAt ?? session.startsAt;
  return {
    title: t('minutes.title', { title: session.title, date: formatDate(dateIn(session.startsAt)) }),
    service: definition.operatingService.name,
    subject: session.title,
    facts: [
      [t('minutes.call'), definition.title],
      [t('minutes.convened'), formatInstant(session.convenedAt)],
      ...(session.urgency === null ? [] : [[t('minutes.urgency'), session.urgency]]),
      ...(follows === null
        ? []
        : [[t('minutes.second'), t('minutes.secondAfter', { at: formatInstant(follows.startsAt) })]]),
      [t('minutes.place'), session.place],
      [t('minutes.opened'), formatInstant(openedAt)],
      [t('minutes.closed'), formatInstant(closedAt)],
      [t('minutes.chair'), nameOf(session.chair)],
      [t('minutes.secretary'), nameOf(session.secretary)],
    ],
    membersTitle: t('minutes.members'),
    members: members.map((one) => attendanceOf(one, members)),
    quorum: t('minutes.quorum', { present, represented, required, composition }),
    itemsTitle: t('minutes.items'),
    items: items.map((item, i) => {
      const decision = decisions.find((one) => one.itemId === item.id);
      const away = recusals.filter((one) => one.itemId === item.id);
      const left = away.map((one) => nameOf(one.seatId));
      const title = item.candidacyId === null ? item.title : (territories.get(item.candidacyId) ?? '');
      return {
        title: `${String(i + 1)}. ${title}`,
        lines: [
          ...left.map((name) => t('minutes.left', { name })),
          ...(decision
            ? decisionLines(decision, definition)
            : item.candidacyId === null
              ? []
              : undecidedLines(quorumOf(members, { recused: new Set(away.map((one) => one.personId)), rule }))),
        ],
      };
    }),
    correctionsTitle: t('minutes.corrections'),
    corrections: [...corrections],
    signatures: [t('minutes.chairSigns'), t('minutes.secretarySigns')],
    footer: t('minutes.footer', { title: session.title }),
  };
}

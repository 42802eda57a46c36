import type { CallDefinition } from '@rebond/calls';
import { dateIn, formatDate, formatInstant, formatNumber, type Json } from '@rebond/kernel';
import { quorumOf } from '@rebond/meetings';
import type { Session, SessionMember } from '../../domain/session/session.js';
import type { AgendaItem } from '../../infrastructure/session/item-rows.js';
import { t } from '../../messages.session.fr.js';

export interface ConvocationFacts {
  readonly session: Session;
  readonly definition: CallDefinition;
  readonly members: readonly SessionMember[];
  readonly items: readonly Pick<AgendaItem, 'candidacyId' | 'title'>[];
}

/** All that a convocation says (CRPA R133-5 to R133-8). No case is named: who has no part in one is told of none. */
export function convocationData({ session, definition, members, items }: ConvocationFacts): Json {
  const { name, address, phone, email } = definition.operatingService;
  const chair = members.find((one) => one.seatId === session.chair);
  const others = items.flatMap((one) => (one.candidacyId === null ? [one.title ?? ''] : []));
  return {
    title: t('mail.subject', { title: session.title }),
    service: name,
    address: address.trim().split('\n'),
    contact: [phone, email],
    date: t('convocation.date', { date: formatDate(dateIn(session.convenedAt)) }),
    salutation: t('convocation.salutation'),
    lead: t('convocation.lead', { title: session.title, call: definition.title }),
    facts: [
      [t('convocation.when'), formatInstant(session.startsAt)],
      [t('convocation.duration'), t('convocation.minutes', { n: formatNumber(session.durationMinutes) })],
      [t('minutes.place'), session.place],
      [t('minutes.chair'), chair?.quality ?? ''],
    ],
    notice: session.urgency === null ? null : t('convocation.urgency', { reason: session.urgency }),
    agendaTitle: t('session.agenda'),
    agenda: [...others, t('mail.cases')],
    membersTitle: t('minutes.members'),
    members: members.map(({ name: who, quality, hasVote }) =>
      t(hasVote ? 'minutes.voting' : 'minutes.consulted', { name: who, quality }),
    ),
    rulesTitle: t('convocation.rules'),
    rules: [
      t('convocation.quorum', { required: quorumOf(members).required }),
      t('convocation.proxy'),
      t('convocation.recusal'),
    ],
    signature: [t('convocation.forChair'), name],
    footer: t('convocation.footer', { title: session.title }),
  };
}

import { Injectable } from '@nestjs/common';
import type { CallDefinition } from '@rebond/calls';
import { formatDate, RefusedError, say } from '@rebond/kernel';
import { firstSittingDay, isConvenedInTime } from '@rebond/meetings';
import { enqueueMails, type Tx } from '@rebond/platform';
import { DEFAULT_NOTICE, type Session, type SessionMember } from '../../domain/session/session.js';
import { insertItems, type NewItem } from '../../infrastructure/session/item-rows.js';
import { insertMembers, type Eligible } from '../../infrastructure/session/member-rows.js';
import { insertSession, type NewSession } from '../../infrastructure/session/session-rows.js';
import { noted } from './session-of.js';
import { SessionMails } from './session-mails.js';

/** @throws RefusedError at a place of the input */
export const faulty = (pointer: string, code: string, detail: string): never => {
  throw new RefusedError(code, detail, [{ pointer, code, detail }]);
};

/** @throws RefusedError `date-is-past`, `too-short-notice` unless urgency is recorded (CRPA R133-8) */
export function requireNotice(
  tx: Tx,
  { startsAt, urgency }: { readonly startsAt: Temporal.Instant; readonly urgency?: string | undefined },
  { sessions }: Pick<CallDefinition, 'sessions'>,
): void {
  const notice = sessions?.noticeWorkingDays ?? DEFAULT_NOTICE;
  if (Temporal.Instant.compare(startsAt, tx.at) <= 0)
    faulty('/startsAt', 'date-is-past', say`Une séance se convoque à une date à venir.`);
  if (urgency === undefined && !isConvenedInTime(tx.at, startsAt, notice))
    faulty(
      '/startsAt',
      'too-short-notice',
      say`La convocation part ${String(notice)} jours ouvrés au moins avant la séance, soit au plus tôt le ${formatDate(firstSittingDay(tx.at, notice))}, sauf urgence motivée (CRPA, art. R133-8).`,
    );
}

/** A member as they are when convoked: nobody is there yet, and no proxy is given. */
export const memberOf = ({ seatId, personId, name, quality, role }: Eligible, hasVote: boolean): SessionMember => ({
  ...{ seatId, personId, name, quality, role, hasVote },
  ...{ isPresent: false, proxyTo: null, proxyAt: null },
});

interface Convened {
  readonly session: NewSession;
  readonly members: readonly SessionMember[];
  /** The members, to be written to. */
  readonly people: readonly Eligible[];
  readonly items: readonly NewItem[];
  readonly definition: CallDefinition;
  /** The first one, when this is a second convocation. */
  readonly follows?: Session;
}

/** Convokes a session: its rows, its audit entry, and a mail with its iCalendar to each member. */
@Injectable()
export class Convoke {
  constructor(private readonly mails: SessionMails) {}

  async send(tx: Tx, { session, members, people, items, definition, follows }: Convened): Promise<void> {
    await insertSession(tx, session);
    await insertMembers(tx, session.id, members);
    await insertItems(tx, session.id, items);
    await noted(tx, session.id, 'convened', {
      wave: session.waveId,
      kind: session.kind,
      startsAt: session.startsAt.toString(),
      isUrgent: session.urgency !== null,
      follows: follows?.id ?? null,
      members: members.map(({ seatId, hasVote }) => ({ seatId, hasVote })),
    });
    const otherItems = items.flatMap(({ title }) => title ?? []);
    await enqueueMails(tx, this.mails.convocations({ ...session, follows }, definition, people, otherItems, tx.at));
  }
}

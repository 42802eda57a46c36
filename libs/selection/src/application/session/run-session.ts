import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import {
  AbsentError,
  centsOfEuros,
  RefusedError,
  type PersonDays,
  say,
  type SeatId,
  type WaveId,
} from '@rebond/kernel';
import { quorumOf } from '@rebond/meetings';
import { enqueueMails, type Tx } from '@rebond/platform';
import { requireDecision, type ProvisionalDecision } from '../../domain/session/decision.js';
import { nextSession, quorumRuleOf, type ItemId, type Session, type SessionId } from '../../domain/session/session.js';
import { writeDecision } from '../../infrastructure/session/decision-rows.js';
import { itemsOf } from '../../infrastructure/session/item-rows.js';
import { eligibleMembers, membersOf, writeAttendance } from '../../infrastructure/session/member-rows.js';
import { moveSession } from '../../infrastructure/session/session-rows.js';
import { undeclaredOf } from '../recusals/conflicts.js';
import { signatureOf } from '../sign.js';
import type { AttendanceInput, DecideInput } from './input.js';
import { leavingItems } from './leaving.js';
import { heldToRun, noted } from './session-of.js';
import { SessionMails } from './session-mails.js';

/** What the programme office does at a session: who is there, what is decided of each case. */
@Injectable()
export class RunSession {
  constructor(
    private readonly calls: Calls,
    private readonly cases: Cases,
    private readonly mails: SessionMails,
  ) {}

  /**
   * Records who is there, before or during the session. Whoever sits declares their conflicts first, whatever their
   * function: the programme director and the minister's office as much as officers (CGFP L121-4 and L121-5).
   * @throws RefusedError `not-declared` with the names of those who have not
   */
  async attend(tx: Tx, id: SessionId, seen: number, { present }: AttendanceInput): Promise<void> {
    const session = await heldToRun(tx, id, seen, 'ATTEND');
    const members = (await membersOf(tx, id)).filter((one) => present.includes(one.seatId));
    const undeclared = await undeclaredOf(
      tx,
      session.waveId,
      members.map((one) => one.personId),
    );
    const lacking = members.filter((one) => undeclared.has(one.personId));
    if (lacking.length > 0)
      throw new RefusedError(
        'not-declared',
        say`Avant de siéger, chacun déclare ses conflits d’intérêts : ${lacking.map(({ name }) => name).join(', ')}.`,
      );
    await writeAttendance(tx, id, present as SeatId[]);
    await moveSession(tx, id, nextSession(session.status, 'ATTEND'));
    await noted(tx, id, 'attended', { present: members.map((one) => one.seatId) });
  }

  /** @throws RefusedError `too-early`, `no-quorum` */
  async open(tx: Tx, id: SessionId, seen: number): Promise<void> {
    const session = await heldToRun(tx, id, seen, 'OPEN');
    requireItsHour(tx, session);
    const quorum = quorumOf(await membersOf(tx, id), { rule: quorumRuleOf(session) });
    if (!quorum.isReached)
      throw new RefusedError(
        'no-quorum',
        say`Le quorum n’est pas atteint : la séance ne peut pas s’ouvrir. Constatez-le, puis convoquez-la à nouveau (CRPA, art. R133-10).`,
      );
    await moveSession(tx, id, nextSession(session.status, 'OPEN'));
    await noted(tx, id, 'opened', { ...quorum });
  }

  /**
   * Notes that the quorum was not there at the session's hour, with who was: it does not sit, and may be convened anew.
   * @throws RefusedError `too-early`, `quorum-was-there`
   */
  async adjourn(tx: Tx, id: SessionId, seen: number): Promise<void> {
    const session = await heldToRun(tx, id, seen, 'ADJOURN');
    requireItsHour(tx, session);
    const quorum = quorumOf(await membersOf(tx, id), { rule: quorumRuleOf(session) });
    if (quorum.isReached) throw new RefusedError('quorum-was-there', say`Le quorum est atteint : la séance s’ouvre.`);
    await moveSession(tx, id, nextSession(session.status, 'ADJOURN'));
    await noted(tx, id, 'adjourned', { ...quorum });
  }

  /** @throws RefusedError `no-quorum`, `decision-refused` with every fault */
  async decide(tx: Tx, id: SessionId, seen: number, itemId: ItemId, input: DecideInput): Promise<void> {
    const item = (await itemsOf(tx, id)).find((one) => one.id === itemId);
    if (!item?.candidacyId) throw new AbsentError();
    const candidacy = await this.cases.lockOne(tx, item.candidacyId);
    const session = await heldToRun(tx, id, seen, 'DECIDE');
    const { definition } = await this.calls.waveAndDefinition(tx, session.waveId);
    const members = await membersOf(tx, id);
    const left = (await leavingItems(tx, id, members, [item])).get(itemId) ?? new Set();
    const decision: ProvisionalDecision = {
      ...{ itemId, candidacyId: candidacy.id, caseVersion: candidacy.version, outcome: input.outcome },
      nextWaveId: (input.nextWaveId ?? null) as WaveId | null,
      envelopeCents: input.envelopeEur === undefined ? null : centsOfEuros(input.envelopeEur),
      personDays: (input.personDays ?? null) as PersonDays | null,
      ...{ criteria: input.criteria, reason: input.reason, votes: input.votes ?? null },
    };
    const quorum = quorumOf(members, { recused: left, rule: quorumRuleOf(session) });
    requireDecision(decision, {
      ...{ criteria: definition.grid.criteria, quorum },
      countsVotes: definition.sessions?.countsVotes ?? false,
    });
    await writeDecision(tx, id, decision, quorum, signatureOf(tx));
    await moveSession(tx, id, nextSession(session.status, 'DECIDE'));
    await noted(tx, id, 'decided', { item: itemId });
  }

  /** Cancels a session that did not open; its members are told. */
  async cancel(tx: Tx, id: SessionId, seen: number): Promise<void> {
    const session: Session = await heldToRun(tx, id, seen, 'CANCEL');
    await moveSession(tx, id, nextSession(session.status, 'CANCEL'));
    await noted(tx, id, 'cancelled');
    const seats = new Set((await membersOf(tx, id)).map((one) => one.seatId));
    const people = (await eligibleMembers(tx)).filter((one) => seats.has(one.seatId));
    const { definition } = await this.calls.waveAndDefinition(tx, session.waveId);
    await enqueueMails(tx, this.mails.cancellations(session, definition, people, tx.at));
  }
}

/** @throws RefusedError `too-early` */
function requireItsHour(tx: Tx, { startsAt }: Session): void {
  if (Temporal.Instant.compare(tx.at, startsAt) < 0)
    throw new RefusedError('too-early', say`La séance s’ouvre à l’heure de sa convocation.`);
}

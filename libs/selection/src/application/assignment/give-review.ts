import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { AbsentError, RefusedError, type CandidacyId, say, type SeatId, type WaveId } from '@rebond/kernel';
import { enqueueMails, record, type Tx } from '@rebond/platform';
import { z } from 'zod';
import { affinityBetween } from '../../domain/assignment/affinity.js';
import {
  END_REASONS,
  endAssignment,
  insertAssignments,
  removeAssignment,
  type Assigned,
  type AssignmentId,
  type EndReason,
} from '../../infrastructure/assignment/assignment-rows.js';
import { touchRound } from '../../infrastructure/assignment/round-rows.js';
import { roundFor } from './keep-pair.js';
import { roundStream } from './propose-round.js';
import { conflictOf, isReady, ReadRoundFacts, type RoundFacts } from './round-facts.js';
import { ValidateRound } from './validate-round.js';

export const giveInput = z.strictObject({
  candidacyId: z.uuid(),
  /** Who is to review it. */
  seatId: z.uuid(),
  /** Whose place is taken. */
  replaces: z.uuid(),
  reason: z.enum(END_REASONS),
});
export type GiveInput = z.output<typeof giveInput>;

interface Given {
  readonly replaced: Assigned;
  readonly seatId: SeatId;
  readonly reason: EndReason;
}

/** Gives a review to another reviewer by hand: a choice of the office before the validation, a late review after it. */
@Injectable()
export class GiveReview {
  constructor(
    private readonly facts: ReadRoundFacts,
    private readonly cases: Cases,
    private readonly validating: ValidateRound,
  ) {}

  /**
   * @throws StaleVersionError
   * @throws RefusedError `not-ready`, `in-conflict`, `already-reviewer`, `review-submitted`
   */
  async give(tx: Tx, waveId: WaveId, expectedVersion: number, input: GiveInput): Promise<{ readonly seat: string }> {
    const candidacyId = input.candidacyId as CandidacyId;
    await this.cases.lockOne(tx, candidacyId);
    const round = await roundFor(tx, waveId, expectedVersion);
    const facts = await this.facts.read(tx, waveId);
    const seatId = input.seatId as SeatId;
    const replaced = facts.assigned.find(
      ({ id, candidacyId: of }) => id === (input.replaces as AssignmentId) && of === candidacyId,
    );
    if (!replaced) throw new AbsentError();
    const affinity = this.requireSuitable(facts, replaced, seatId);
    const given = { replaced, seatId, reason: input.reason };
    if (round.status === 'validated') await this.hand(tx, facts, given);
    else await removeAssignment(tx, replaced.id);
    const { dueAt } = round;
    await insertAssignments(tx, waveId, { pairs: [{ candidacyId, seatId, affinity }], isLocked: true, dueAt });
    await touchRound(tx, waveId);
    await record(tx, roundStream(waveId), null, [
      {
        action: 'review.given',
        audience: 'system',
        facts: { wave: waveId, candidacy: candidacyId, from: replaced.seatId, to: seatId, reason: input.reason },
      },
    ]);
    return { seat: seatId };
  }

  /** The one who knew of it is told no more; the other one is written to. */
  private async hand(tx: Tx, facts: RoundFacts, { replaced, seatId, reason }: Given): Promise<void> {
    await endAssignment(tx, replaced.id, reason);
    await this.cases.record(tx, replaced.candidacyId, [
      { action: 'review.reassigned', audience: 'state', facts: { reason } },
    ]);
    const dueAt = facts.round?.dueAt ?? tx.at;
    await enqueueMails(tx, await this.validating.mails(tx, facts, [{ ...replaced, seatId }], dueAt));
  }

  /** @returns the affinity of the pair */
  private requireSuitable(facts: RoundFacts, { candidacyId, submittedAt }: Assigned, seatId: SeatId): number {
    const seat = facts.seats.find((one) => one.seatId === seatId);
    const subject = facts.cases.find((one) => one.id === candidacyId);
    if (submittedAt !== null)
      throw new RefusedError('review-submitted', say`Cette relecture est remise : elle reste à qui l’a signée.`);
    if (!seat || !subject || !isReady(facts, seat))
      throw new RefusedError(
        'not-ready',
        say`Cette personne n’est pas inscrite, ou n’a pas encore déclaré ses déports.`,
      );
    if (conflictOf(facts, seatId, candidacyId) !== null)
      throw new RefusedError('in-conflict', say`Cette personne a un conflit d’intérêts avec cette candidature.`);
    if (facts.assigned.some((one) => one.candidacyId === candidacyId && one.seatId === seatId))
      throw new RefusedError('already-reviewer', say`Cette personne relit déjà cette candidature.`);
    return affinityBetween(seat, subject).score;
  }
}

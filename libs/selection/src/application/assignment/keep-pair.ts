import { Injectable } from '@nestjs/common';
import { AbsentError, RefusedError, say, StaleVersionError, type WaveId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { z } from 'zod';
import { findAssignment, keepAssignment, type AssignmentId } from '../../infrastructure/assignment/assignment-rows.js';
import { lockRound, touchRound, type Round } from '../../infrastructure/assignment/round-rows.js';
import { roundStream } from './propose-round.js';

export const keepInput = z.strictObject({ locked: z.boolean() });
export type KeepInput = z.output<typeof keepInput>;

/** @throws AbsentError @throws StaleVersionError */
export async function roundFor(tx: Tx, waveId: WaveId, expectedVersion: number): Promise<Round> {
  const round = await lockRound(tx, waveId);
  if (!round) throw new AbsentError();
  if (round.version !== expectedVersion) throw new StaleVersionError(round.version);
  return round;
}

/** Keeps a pair through the next proposals, or lets it go. */
@Injectable()
export class KeepPair {
  /** @throws AbsentError @throws StaleVersionError @throws RefusedError `round-validated` */
  async keep(
    tx: Tx,
    id: AssignmentId,
    expectedVersion: number,
    { locked }: KeepInput,
  ): Promise<{ readonly locked: boolean }> {
    const assigned = await findAssignment(tx, id);
    if (!assigned) throw new AbsentError();
    const { waveId, candidacyId, seatId } = assigned;
    const { status } = await roundFor(tx, waveId, expectedVersion);
    if (status === 'validated')
      throw new RefusedError('round-validated', say`L’affectation est validée : rien n’est plus proposé de nouveau.`);
    await keepAssignment(tx, id, locked);
    await touchRound(tx, waveId);
    await record(tx, roundStream(waveId), null, [
      {
        action: locked ? 'review-pair.locked' : 'review-pair.unlocked',
        audience: 'system',
        facts: { wave: waveId, candidacy: candidacyId, seat: seatId },
      },
    ]);
    return { locked };
  }
}

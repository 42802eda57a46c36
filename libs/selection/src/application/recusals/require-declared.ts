import { ForbiddenError, say, type WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { undeclaredOf } from './conflicts.js';

/** The programme director alone chooses among the cases of a wave and reads who is next: others are no proposer. */
const CHOOSES = 'programme_director';

/** The actor chooses among a wave's cases, and has not declared their conflicts with all of those that await a decision. */
export async function declaresFirst(tx: Tx, waveId: WaveId): Promise<boolean> {
  const { role, personId } = tx.actor;
  return role === CHOOSES && personId !== null && (await undeclaredOf(tx, waveId, [personId])).size > 0;
}

/**
 * Conflicts are declared before a proposal is made and before ranks are read (décret 2014-90: without delay). The cases
 * themselves stay open to the programme director, who runs the programme and is told of every alarm.
 * @throws ForbiddenError `recusals-first`
 */
export async function requireDeclared(tx: Tx, waveId: WaveId): Promise<void> {
  if (await declaresFirst(tx, waveId))
    throw new ForbiddenError(
      'recusals-first',
      say`Déclarez d’abord vos récusations sur cette relève, dans « Récusations ».`,
    );
}

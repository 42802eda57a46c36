import { Injectable } from '@nestjs/common';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError, StaleVersionError } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { nextStatus, requireProposer, type DecisionListId } from '../../domain/decision-list.js';
import { findListForUpdate, markWithdrawn } from '../../infrastructure/list-rows.js';
import { presentList, type ListView } from '../read/present.js';
import { listStream, signatureOf } from '../sign.js';

/** Takes a proposal back: its cases may be listed again. */
@Injectable()
export class WithdrawList {
  /**
   * @throws StaleVersionError when the list changed since it was read
   * @throws ForbiddenError `recused-in-wave`, `not-the-proposer`
   * @throws RefusedError `list-validated`, `list-announced`, `list-withdrawn`
   */
  async withdraw(tx: Tx, id: DecisionListId, expectedVersion: number): Promise<ListView> {
    const list = await findListForUpdate(tx, id);
    if (!list) throw new AbsentError();
    requireUnrecused(tx.actor, list.waveId);
    if (list.version !== expectedVersion) throw new StaleVersionError(list.version);
    requireProposer(list.proposed, signatureOf(tx));
    const status = nextStatus(list.status, 'WITHDRAW');
    await markWithdrawn(tx, id);
    await record(tx, listStream(id), null, [
      { action: 'decision-list.withdrawn', audience: 'state', facts: { list: id } },
    ]);
    return presentList({ ...list, status, version: list.version + 1, withdrawnAt: tx.at });
  }
}

import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases, releaseCases } from '@rebond/candidacies';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError, StaleVersionError } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { requireCancelling, requireUncontested, type CancellationId } from '../../domain/cancellation.js';
import {
  formatNumberOf,
  nextStatus,
  requireWhole,
  type DecisionList,
  type DecisionListId,
  type ListEvent,
} from '../../domain/decision-list.js';
import {
  cancellationOf,
  confirmCancellation,
  dropCancellation,
  insertCancellation,
} from '../../infrastructure/cancellation-rows.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findListForUpdate, markCancelled, markScheduled } from '../../infrastructure/list-rows.js';
import type { ListWithLinesView } from '../read/present.js';
import { readList } from '../read/read-lists.js';
import { listStream, signatureOf } from '../sign.js';

export const cancelInput = z.strictObject({ reason: z.string().trim().min(1).max(5_000) });
export type CancelInput = z.output<typeof cancelInput>;

/**
 * Cancels a frozen list that holds a material error, before its announcement and as a whole: nothing of it was notified,
 * so nobody has a right from it. Its number and its hash stay its own, its letters are void, its cases free.
 */
@Injectable()
export class CancelList {
  constructor(private readonly cases: Cases) {}

  /**
   * Asks for it, with the error that was found; until somebody decides, the list is not announced.
   * @throws StaleVersionError, ForbiddenError `recused-in-wave`, RefusedError `list-…`, `cancellation-asked`
   */
  async ask(tx: Tx, id: DecisionListId, seen: number, { reason }: CancelInput): Promise<ListWithLinesView> {
    const list = await held(tx, id, seen, 'ASK_CANCELLATION');
    requireUncontested(await cancellationOf(tx, id));
    const asked = signatureOf(tx);
    const cancellation = { id: randomUUIDv7() as string as CancellationId, listId: id, reason, asked, confirmed: null };
    await insertCancellation(tx, cancellation);
    await markScheduled(tx, id, null);
    await record(tx, listStream(id), null, [
      {
        action: 'decision-list.cancellation-asked',
        audience: 'state',
        facts: { list: id, unscheduled: list.announceAt?.toString() ?? null },
        personal: { reason },
      },
    ]);
    return readList(tx, id);
  }

  /** The list stands after all: whoever may announce it says so. @throws as `ask`, `cancellation-not-asked` */
  async drop(tx: Tx, id: DecisionListId, seen: number): Promise<ListWithLinesView> {
    await held(tx, id, seen, 'ASK_CANCELLATION');
    const open = await cancellationOf(tx, id);
    if (open === null) throw new AbsentError();
    await dropCancellation(tx, open.id);
    await markScheduled(tx, id, null);
    await record(tx, listStream(id), null, [
      { action: 'decision-list.cancellation-dropped', audience: 'state', facts: { list: id } },
    ]);
    return readList(tx, id);
  }

  /** @throws as `ask`, RefusedError `cancellation-not-asked`, `same-person`, ForbiddenError `recused-from-list` */
  async cancel(tx: Tx, id: DecisionListId, seen: number): Promise<ListWithLinesView> {
    const lines = await readLines(tx, id);
    const standing = lines.filter(({ struckAt }) => struckAt === null).map((line) => line.candidacyId);
    await this.cases.lock(tx, standing);
    const list = await held(tx, id, seen, 'CANCEL');
    requireWhole(list, lines);
    const by = signatureOf(tx);
    const { id: cancellation } = requireCancelling(await cancellationOf(tx, id), by);
    await confirmCancellation(tx, cancellation, by);
    await releaseCases(tx, standing);
    await markCancelled(tx, id);
    await record(tx, listStream(id), null, [
      {
        action: 'decision-list.cancelled',
        audience: 'state',
        facts: {
          list: id,
          number: list.number === null ? null : formatNumberOf(list.number),
          contentHash: list.contentHash,
          released: standing.length,
        },
      },
    ]);
    return readList(tx, id);
  }
}

async function held(tx: Tx, id: DecisionListId, seen: number, event: ListEvent): Promise<DecisionList> {
  const list = await findListForUpdate(tx, id);
  if (!list) throw new AbsentError();
  requireUnrecused(tx.actor, list.waveId);
  if (list.version !== seen) throw new StaleVersionError(list.version);
  nextStatus(list.status, event);
  return list;
}

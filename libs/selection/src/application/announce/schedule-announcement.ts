import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError, RefusedError, say, StaleVersionError } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { instantInput } from '@rebond/calls';
import { requireUncontested } from '../../domain/cancellation.js';
import { nextStatus, type DecisionListId } from '../../domain/decision-list.js';
import { cancellationOf } from '../../infrastructure/cancellation-rows.js';
import { findListForUpdate, markScheduled } from '../../infrastructure/list-rows.js';
import { presentList, type ListView } from '../read/present.js';
import { listStream } from '../sign.js';

export const scheduleInput = z.strictObject({
  /** Instant of the announcement; null for none any more. */
  at: instantInput.nullable(),
});
export type ScheduleInput = z.output<typeof scheduleInput>;

/** Says when a frozen list will be announced, or that nothing is planned any more; the worker announces it then. */
@Injectable()
export class ScheduleAnnouncement {
  /**
   * @throws StaleVersionError when the list changed since it was read
   * @throws ForbiddenError `recused-in-wave`
   * @throws RefusedError `announcement-in-the-past`, `list-proposed`, `list-announced`, `list-withdrawn`,
   * `list-cancelled`, `cancellation-asked`
   */
  async schedule(tx: Tx, id: DecisionListId, expectedVersion: number, { at }: ScheduleInput): Promise<ListView> {
    const list = await findListForUpdate(tx, id);
    if (!list) throw new AbsentError();
    requireUnrecused(tx.actor, list.waveId);
    if (list.version !== expectedVersion) throw new StaleVersionError(list.version);
    nextStatus(list.status, 'SCHEDULE');
    requireUncontested(await cancellationOf(tx, id));
    if (at !== null && Temporal.Instant.compare(at, tx.at) <= 0)
      throw new RefusedError(
        'announcement-in-the-past',
        say`Cette date est passée : annoncez la liste maintenant, ou choisissez une date à venir.`,
      );
    await markScheduled(tx, id, at);
    await record(tx, listStream(id), null, [
      {
        action: at === null ? 'decision-list.announcement-unscheduled' : 'decision-list.announcement-scheduled',
        audience: 'state',
        facts: { list: id, at: at?.toString() ?? null },
      },
    ]);
    return presentList({ ...list, version: list.version + 1, announceAt: at });
  }
}

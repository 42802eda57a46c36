import { Inject, Injectable } from '@nestjs/common';
import { AnnounceList } from '../application/announce/announce-list.js';
import type { DecisionListId } from '../domain/decision-list.js';
import type { Clock } from '@rebond/kernel';
import { CLOCK, statement, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { Work, WorkOn } from '@rebond-jobs/platform';

export const ANNOUNCEMENTS = 'announcements';

const CLAIM = statement(
  'announcements_claim',
  `update selection.decision_list l set announce_claimed_until = $2
     from (select id from selection.decision_list
            where status = 'validated' and announce_at <= $1
              and (announce_claimed_until is null or announce_claimed_until <= $1)
            order by announce_at limit $3 for update skip locked) due
    where l.id = due.id returning l.id`,
);
const DUE = statement(
  'announcement_due',
  `select id from selection.decision_list where id = $1 and status = 'validated' and announce_at <= $2`,
);

/** Announces frozen lists at the instant that was set for them. */
@Injectable()
@WorkOn(ANNOUNCEMENTS, 1)
export class AnnounceWork extends Work {
  readonly queue = ANNOUNCEMENTS;

  constructor(
    private readonly transactions: Transactions,
    private readonly announcing: AnnounceList,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const rows = await tx.query<{ id: string }>(CLAIM, [tx.at.toString(), lease.toString(), this.limit]);
    return rows.map((row) => [row.id]);
  }

  async perform(ids: readonly string[]): Promise<void> {
    await this.clock.refresh();
    for (const id of ids)
      await this.transactions.run(SYSTEM, async (tx) => {
        const due = await tx.query(DUE, [id, tx.at.toString()]); // announced by hand meanwhile, or put off
        if (due.length > 0) await this.announcing.announce(tx, id as DecisionListId, null);
      });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import type { CandidacyId, Clock } from '@rebond/kernel';
import { CLOCK, statement, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { Work, WorkOn } from '@rebond-jobs/platform';
import { Cases } from '../../application/cases.js';
import { refusal } from '../../domain/decide.js';
import type { CaseEvent } from '../../domain/events.js';
import type { Candidacy } from '../../infrastructure/case-row.js';

export const DEADLINES = 'deadlines';

/**
 * Longer than a deposit that was received before the cut-off can wait for a connection and for its locks: its draft
 * must not expire under it. What is received after the cut-off is refused by its own transaction, not by this.
 */
const DEPOSITS_UNDER_WAY = Temporal.Duration.from({ minutes: 2 });

const CLAIM = statement(
  'case_deadlines_claim',
  `with due as (
     select c.id from candidacies.candidacy c join calls.wave w on w.id = c.wave_id
      where c.state = 'draft' and w.cutoff_at <= $4
     union all
     select c.id from candidacies.candidacy c
      where c.state in ('submitted', 'incomplete', 'waitlisted') and c.implicit_rejection_at <= $1
   ), free as (
     select id from candidacies.candidacy
      where id in (select id from due) and (deadline_claimed_until is null or deadline_claimed_until <= $1)
        and not exists (select from candidacies.case_hold h where h.candidacy_id = candidacy.id)
      order by id limit $2 for update skip locked
   )
   update candidacies.candidacy c set deadline_claimed_until = $3 from free where c.id = free.id returning c.id`,
);

/** Sends the events that a date brings: a draft expires shortly after the cut-off, silence rejects at the legal date. */
@Injectable()
@WorkOn(DEADLINES, 1)
export class DeadlineWork extends Work {
  readonly queue = DEADLINES;

  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly calls: Calls,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const rows = await tx.query<{ id: string }>(CLAIM, [
      ...[tx.at.toString(), this.limit, lease.toString()],
      tx.at.subtract(DEPOSITS_UNDER_WAY).toString(),
    ]);
    return rows.map((row) => [row.id]);
  }

  async perform(ids: readonly string[]): Promise<void> {
    await this.clock.refresh();
    for (const id of ids)
      await this.transactions.run(SYSTEM, async (tx) => {
        const candidacy = await this.cases.lockOne(tx, id as CandidacyId);
        const event = await this.eventOf(tx, candidacy);
        if (refusal(candidacy.state, candidacy.context, event) !== null) return; // another worker was first, or it was prolonged
        await this.cases.move(tx, { id: candidacy.id, expectedVersion: null, event });
      });
  }

  private async eventOf(tx: Tx, candidacy: Candidacy): Promise<CaseEvent> {
    const now = tx.at.toString();
    if (candidacy.state !== 'draft')
      return { type: 'LAPSE', facts: { now, implicitRejectionAt: candidacy.implicitRejectionAt?.toString() ?? null } };
    const wave = await this.calls.wave(tx, candidacy.waveId);
    return { type: 'EXPIRE', facts: { now, cutoffAt: wave.cutoffAt.toString() } };
  }
}

import { Injectable } from '@nestjs/common';
import type { CandidacyId } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';
import { randomUUIDv7 } from 'node:crypto';
import { planReminders } from '../domain/plan.js';
import { replan } from '../domain/replan.js';
import type { Deadline, PlannedReminder, ReminderKind, ReminderRule } from '../domain/rule.js';
import { COLUMNS, reminderOf, type ReminderRow } from './rows.js';

/** Always in the order of the ids, as the jobs lock them. */
const OF_THINGS = statement(
  'reminders_of_things',
  `select ${COLUMNS}, r.fired_at
     from reminders.reminder r
     join unnest($1::uuid[], $2::text[], $3::text[]) as t(candidacy_id, kind, key) using (candidacy_id, kind, key)
    where r.cancelled_at is null and r.missed_at is null order by r.id for update of r`,
);
const CANCEL = statement(
  'reminders_cancel',
  `update reminders.reminder set cancelled_at = $2, claimed_until = null where id = any($1::uuid[])`,
);
const PLAN = statement(
  'reminders_plan',
  `insert into reminders.reminder
     (id, kind, key, candidacy_id, ordinal, due_at, deadline_at, planned_at, next_attempt_at)
   select p.id, p.kind, p.key, p.candidacy_id, p.ordinal, p.due_at, p.deadline_at, $8, p.due_at
     from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::timestamptz[], $7::timestamptz[])
       as p(id, kind, key, candidacy_id, ordinal, due_at, deadline_at)`,
);
const CANCEL_OF = statement(
  'reminders_cancel_of',
  `with meant as (
     select id from reminders.reminder
      where candidacy_id = any($1::uuid[]) and ($2::text[] is null or kind = any($2::text[]))
        and ($3::text[] is null or key = any($3::text[]))
        and fired_at is null and cancelled_at is null and missed_at is null
      order by id for update
   )
   update reminders.reminder r set cancelled_at = $4, claimed_until = null from meant where r.id = meant.id`,
);
const UPCOMING = statement(
  'reminders_upcoming',
  `select ${COLUMNS} from reminders.reminder r
    where r.candidacy_id = $1
      and r.fired_at is null and r.cancelled_at is null and r.missed_at is null and r.parked_at is null
    order by r.due_at, r.id`,
);
const PAST = statement(
  'reminders_past',
  `select ${COLUMNS}, r.fired_at, r.mails, r.missed_at, r.parked_at from reminders.reminder r
    where r.candidacy_id = $1 and r.cancelled_at is null
      and (r.fired_at is not null or r.missed_at is not null or r.parked_at is not null)
    order by r.due_at, r.id`,
);

/** What became of a reminder: `fired` with so many mails; or missed, its deadline over before; or given up. */
export interface PastReminder extends PlannedReminder {
  readonly firedAt: Temporal.Instant | null;
  readonly mails: number | null;
  readonly missedAt: Temporal.Instant | null;
  /** Given up after the last attempt; `last_error` says why. */
  readonly parkedAt: Temporal.Instant | null;
}

/** What other rooms ask of reminders, in their own transactions, with the case locked. */
@Injectable()
export class Reminders {
  /**
   * Plans the reminders of these deadlines, first time or anew: what is still meant stays, what has fired does not
   * fire again. Pending ones of a deadline that is over are cancelled. Each thing owed is named once in a call.
   * @throws RangeError when a rule is of another kind than its deadline
   */
  async replan(
    tx: Tx,
    deadlines: readonly { readonly deadline: Deadline; readonly rule: ReminderRule }[],
  ): Promise<void> {
    if (deadlines.length === 0) return;
    const things = deadlines.map(({ deadline }) => deadline);
    const rows = await tx.query<ReminderRow & { readonly fired_at: Date | null }>(OF_THINGS, [
      things.map((one) => one.candidacyId),
      things.map((one) => one.kind),
      things.map((one) => one.key),
    ]);
    const existing = rows.map((row) => ({ ...reminderOf(row), firedAt: instantOrNull(row.fired_at) }));
    const planned = deadlines.flatMap(({ deadline, rule }) => planReminders(deadline, rule, tx.at));
    const { cancel, add } = replan(existing, planned);
    if (cancel.length > 0) await tx.query(CANCEL, [cancel.map((one) => one.id), tx.at.toString()]);
    if (add.length > 0) await this.store(tx, add);
  }

  /** Cancels what is pending of these candidacies: all, or of these kinds, or of these things owed. */
  async cancel(
    tx: Tx,
    candidacies: CandidacyId | readonly CandidacyId[],
    kinds?: readonly ReminderKind[],
    keys?: readonly string[],
  ): Promise<void> {
    const ids = typeof candidacies === 'string' ? [candidacies] : candidacies;
    if (ids.length === 0) return;
    await tx.query(CANCEL_OF, [ids, kinds ?? null, keys ?? null, tx.at.toString()]);
  }

  /** Reminders that are to fire, the next first. */
  async upcoming(tx: Tx, candidacyId: CandidacyId): Promise<readonly PlannedReminder[]> {
    return (await tx.query<ReminderRow & Record<string, unknown>>(UPCOMING, [candidacyId])).map(reminderOf);
  }

  /** Reminders that fired, were missed or were given up, the oldest first. */
  async past(tx: Tx, candidacyId: CandidacyId): Promise<readonly PastReminder[]> {
    const rows = await tx.query<
      ReminderRow & {
        readonly fired_at: Date | null;
        readonly mails: number | null;
        readonly missed_at: Date | null;
        readonly parked_at: Date | null;
      }
    >(PAST, [candidacyId]);
    return rows.map((row) => ({
      ...reminderOf(row),
      firedAt: instantOrNull(row.fired_at),
      mails: row.mails,
      missedAt: instantOrNull(row.missed_at),
      parkedAt: instantOrNull(row.parked_at),
    }));
  }

  private async store(tx: Tx, plans: readonly PlannedReminder[]): Promise<void> {
    await tx.query(PLAN, [
      plans.map(() => randomUUIDv7()),
      plans.map((one) => one.kind),
      plans.map((one) => one.key),
      plans.map((one) => one.candidacyId),
      plans.map((one) => one.ordinal),
      plans.map((one) => one.dueAt.toString()),
      plans.map((one) => one.deadlineAt.toString()),
      tx.at.toString(),
    ]);
  }
}

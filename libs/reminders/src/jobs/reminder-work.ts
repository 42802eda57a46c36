import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@rebond/kernel';
import { CLOCK, enqueueMails, LOGGER, nextAttempt, statement, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { Work, WorkOn } from '@rebond-jobs/platform';
import type { Logger } from 'pino';
import { COLUMNS, reminderOf, type ReminderRow } from '../application/rows.js';
import { Audiences } from './audiences.js';

export const REMINDERS = 'reminders';

/** Reminders of one job: composed together, in one transaction. */
const BATCH = 100;

const CLAIM = statement(
  'reminders_claim',
  `update reminders.reminder r set claimed_until = $3
     from (select id from reminders.reminder
            where fired_at is null and cancelled_at is null and missed_at is null and parked_at is null
              and next_attempt_at <= $2 and (claimed_until is null or claimed_until <= $2)
            order by next_attempt_at, id limit $1 for update skip locked) due
    where r.id = due.id returning r.id`,
);
const TAKE = statement(
  'reminders_take',
  `select ${COLUMNS}, r.attempts from reminders.reminder r
    where r.id = any($1::uuid[]) and r.next_attempt_at <= $2
      and r.fired_at is null and r.cancelled_at is null and r.missed_at is null and r.parked_at is null
    order by r.id for update`,
);
const FIRED = statement(
  'reminders_fired',
  `update reminders.reminder r
      set fired_at = $3, mails = f.mails, claimed_until = null, last_error = null
     from unnest($1::uuid[], $2::int[]) as f(id, mails) where r.id = f.id`,
);
const MISSED = statement(
  'reminders_missed',
  `update reminders.reminder set missed_at = $2, claimed_until = null where id = any($1::uuid[])`,
);
const FAILED = statement(
  'reminders_failed',
  `update reminders.reminder
      set attempts = attempts + 1, last_error = $2, claimed_until = null, next_attempt_at = coalesce($3, next_attempt_at),
          parked_at = case when $3::timestamptz is null then $4::timestamptz end
    where id = $1`,
);

/**
 * Fires what is due: in one transaction locks the rows, asks their audiences, puts the mails in the box and marks the
 * rows, so that each fires once. One whose deadline is over is marked as missed and told to nobody.
 */
@Injectable()
@WorkOn(REMINDERS, 2)
export class ReminderWork extends Work {
  readonly queue = REMINDERS;
  override readonly limit = 1000;

  constructor(
    private readonly audiences: Audiences,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const rows = await tx.query<{ id: string }>(CLAIM, [this.limit, tx.at.toString(), lease.toString()]);
    const jobs: string[][] = [];
    for (let i = 0; i < rows.length; i += BATCH) jobs.push(rows.slice(i, i + BATCH).map((row) => row.id));
    return jobs;
  }

  /** A batch that fails is tried again one by one: a bad reminder holds up no other. */
  async perform(ids: readonly string[]): Promise<void> {
    await this.clock.refresh();
    try {
      await this.transactions.run(SYSTEM, (tx) => this.fire(tx, ids));
      return;
    } catch (error) {
      if (ids.length > 1) this.logger.warn({ err: error, reminders: ids.length }, 'reminders fire one by one');
    }
    for (const id of ids) {
      try {
        await this.transactions.run(SYSTEM, (tx) => this.fire(tx, [id]));
      } catch (error) {
        await this.transactions.run(SYSTEM, (tx) => this.fail(tx, id, error));
      }
    }
  }

  private async fire(tx: Tx, ids: readonly string[]): Promise<void> {
    const due = (await tx.query<ReminderRow & Record<string, unknown>>(TAKE, [ids, tx.at.toString()])).map(reminderOf);
    const isOver = (one: { readonly deadlineAt: Temporal.Instant }): boolean =>
      Temporal.Instant.compare(one.deadlineAt, tx.at) <= 0;
    const missed = due.filter(isOver);
    const meant = due.filter((one) => !isOver(one));
    if (missed.length > 0) await tx.query(MISSED, [missed.map((one) => one.id), tx.at.toString()]);
    if (meant.length === 0) return;
    const mails = await this.audiences.compose(tx, meant);
    await enqueueMails(tx, mails);
    const byReminder = Map.groupBy(mails, (mail) => mail.cause);
    await tx.query(FIRED, [
      meant.map((one) => one.id),
      meant.map((one) => byReminder.get(one.id)?.length ?? 0),
      tx.at.toString(),
    ]);
  }

  private async fail(tx: Tx, id: string, error: unknown): Promise<void> {
    const [row] = await tx.query<ReminderRow & { readonly attempts: number }>(TAKE, [[id], tx.at.toString()]);
    if (!row) return;
    const again = nextAttempt(row.attempts + 1, tx.at);
    this.logger.error({ err: error, reminder: id, parked: again === null }, 'reminder not fired');
    await tx.query(FAILED, [id, String(error), again?.toString() ?? null, tx.at.toString()]);
  }
}

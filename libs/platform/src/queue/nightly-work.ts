import type { Logger } from 'pino';
import { dateIn, instantAt, type Clock } from '@rebond/kernel';
import { SYSTEM } from '../database/actor.js';
import { statement } from '../database/statement.js';
import type { Transactions, Tx } from '../database/transactions.js';
import { Work } from './work.js';

const RETRY_AFTER = Temporal.Duration.from({ minutes: 5 });

const DUE = statement(
  'nightly_due',
  `insert into platform.nightly (task, night)
   select $1, $2::date where not exists (select 1 from platform.nightly where task = $1 and night >= $2::date)
   on conflict do nothing`,
);
const CLAIM = statement(
  'nightly_claim',
  `update platform.nightly set claimed_until = $4
    where task = $1
      and night = (select night from platform.nightly
                    where task = $1 and night = $2::date and done_at is null
                      and (claimed_until is null or claimed_until <= $3)
                      for update skip locked)
   returning night`,
);
const TAKE = statement(
  'nightly_take',
  `select 1 as due from platform.nightly where task = $1 and night = $2::date and done_at is null for update`,
);
const HOLD = statement(
  'nightly_hold',
  `update platform.nightly set claimed_until = $3 where task = $1 and night = $2::date and done_at is null
   returning night`,
);
const DONE = statement(
  'nightly_done',
  `update platform.nightly set done_at = $3 where task = $1 and night <= $2::date and done_at is null`,
);

/** The last night, by its Paris date, whose work is due at `at` when it is due at a Paris time like « 02:00 ». */
export function nightDueAt(at: Temporal.Instant, time: string): Temporal.PlainDate {
  const day = dateIn(at);
  return Temporal.Instant.compare(instantAt(day, time), at) <= 0 ? day : day.subtract({ days: 1 });
}

/**
 * Work of every night, one row a night under the name of its queue. A night missed while no worker ran is not made
 * up: the last one covers it. What fails is tried again five minutes later.
 */
export abstract class NightlyWork extends Work {
  /** Paris time at which a night's work is due. */
  protected abstract readonly time: string;

  constructor(
    protected readonly transactions: Transactions,
    protected readonly clock: Clock,
    protected readonly logger: Logger,
  ) {
    super();
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const night = nightDueAt(tx.at, this.time).toString();
    await tx.query(DUE, [this.queue, night]);
    const rows = await tx.query<{ night: string }>(CLAIM, [this.queue, night, tx.at.toString(), lease.toString()]);
    return rows.map((row) => [row.night]);
  }

  async perform([night]: readonly string[]): Promise<void> {
    if (night === undefined) throw new Error('Nightly work needs its night');
    await this.clock.refresh();
    try {
      await this.work(night);
    } catch (error) {
      this.logger.error({ err: error, queue: this.queue, night }, 'nightly work failed');
      await this.transactions.run(SYSTEM, (tx) => this.hold(tx, night, RETRY_AFTER));
    }
  }

  /** Does a night's work and ends with `done`; idempotent. */
  protected abstract work(night: string): Promise<void>;

  /** Locks a night to the end of the transaction. @returns false when it is done already */
  protected async take(tx: Tx, night: string): Promise<boolean> {
    return (await tx.query(TAKE, [this.queue, night])).length > 0;
  }

  /** Keeps a night from other workers for so long. @returns false when it is done already */
  protected async hold(tx: Tx, night: string, duration: Temporal.Duration): Promise<boolean> {
    return (await tx.query(HOLD, [this.queue, night, tx.at.add(duration).toString()])).length > 0;
  }

  protected async done(tx: Tx, night: string): Promise<void> {
    await tx.query(DONE, [this.queue, night, tx.at.toString()]);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Clock } from '@rebond/kernel';
import { CLOCK } from '../clock/clock.js';
import { SYSTEM } from '../database/actor.js';
import { statement } from '../database/statement.js';
import { Transactions } from '../database/transactions.js';
import { LOGGER } from '../telemetry/logger.js';
import { NightlyWork } from './nightly-work.js';
import { WorkOn } from './work.js';

export const RETENTIONS = 'retentions';

/**
 * How long a repeated request gets its first answer again. A client retries for minutes, a person's browser for a day;
 * the answer holds what the case shows anyway.
 */
const KEYS_KEPT = Temporal.Duration.from({ hours: 24 * 30 });

const FORGET_KEYS = statement(
  'idempotency_forget',
  'delete from platform.idempotency where at < $1 returning 1 as one',
);

/** Every night, forgets the answers that were kept for retries. */
@Injectable()
@WorkOn(RETENTIONS, 1)
export class RetentionWork extends NightlyWork {
  readonly queue = RETENTIONS;
  protected readonly time = '04:30';

  constructor(transactions: Transactions, @Inject(CLOCK) clock: Clock, @Inject(LOGGER) logger: Logger) {
    super(transactions, clock, logger);
  }

  protected async work(night: string): Promise<void> {
    const keys = await this.transactions.run(SYSTEM, async (tx) => {
      if (!(await this.take(tx, night))) return null;
      const forgotten = await tx.query(FORGET_KEYS, [tx.at.subtract(KEYS_KEPT).toString()]);
      await this.done(tx, night);
      return forgotten.length;
    });
    if (keys !== null) this.logger.info({ night, keys }, 'answers kept for retries forgotten');
  }
}

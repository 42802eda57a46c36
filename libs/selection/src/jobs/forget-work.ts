import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Clock } from '@rebond/kernel';
import { CLOCK, LOGGER, SYSTEM, Transactions } from '@rebond/platform';
import { NightlyWork, WorkOn } from '@rebond-jobs/platform';
import { forgetContents } from '../infrastructure/kept-rows.js';

export const FORGETTING = 'forgotten-letters';

/** A superseded letter stays this long, for whoever looks into why it was; its hash stays in the journal for good. */
const KEPT = Temporal.Duration.from({ hours: 30 * 24 });

/** Every night, before the sweep of the store, lets it forget letters and minutes that have no effect. */
@Injectable()
@WorkOn(FORGETTING, 1)
export class ForgetWork extends NightlyWork {
  readonly queue = FORGETTING;
  protected readonly time = '03:30';

  constructor(transactions: Transactions, @Inject(CLOCK) clock: Clock, @Inject(LOGGER) logger: Logger) {
    super(transactions, clock, logger);
  }

  protected async work(night: string): Promise<void> {
    const contents = await this.transactions.run(SYSTEM, async (tx) => {
      if (!(await this.take(tx, night))) return null;
      const forgotten = await forgetContents(tx, tx.at.subtract(KEPT));
      await this.done(tx, night);
      return forgotten;
    });
    if (contents !== null) this.logger.info({ night, contents }, 'superseded letters and minutes forgotten');
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Clock } from '@rebond/kernel';
import { CLOCK, LOGGER, statement, SYSTEM, Transactions } from '@rebond/platform';
import { NightlyWork, WorkOn } from '@rebond-jobs/platform';

export const FORGOTTEN_IMPORTS = 'forgotten-imports';

const FORGET = statement(
  'pending_imports_expired',
  'delete from missions.pending_import where expires_at <= $1 returning 1 as one',
);

/** Every night, forgets the files that were checked and never imported. */
@Injectable()
@WorkOn(FORGOTTEN_IMPORTS, 1)
export class ForgetImports extends NightlyWork {
  readonly queue = FORGOTTEN_IMPORTS;
  protected readonly time = '04:40';

  constructor(transactions: Transactions, @Inject(CLOCK) clock: Clock, @Inject(LOGGER) logger: Logger) {
    super(transactions, clock, logger);
  }

  protected async work(night: string): Promise<void> {
    await this.transactions.run(SYSTEM, async (tx) => {
      if (!(await this.take(tx, night))) return;
      const forgotten = await tx.query(FORGET, [tx.at.toString()]);
      await this.done(tx, night);
      this.logger.info({ night, files: forgotten.length }, 'files never imported forgotten');
    });
  }
}

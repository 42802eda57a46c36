import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Clock } from '@rebond/kernel';
import { CLOCK, Files, LOGGER, SYSTEM, Transactions } from '@rebond/platform';
import { NightlyWork, WorkOn } from '@rebond-jobs/platform';
import { sweepFiles } from '../../application/documents/sweep-files.js';
import { forgetReplyAddresses } from '../../application/messages/reply-address.js';

export const SWEEPS = 'sweeps';

/** Longest that a sweep may last before another worker takes it as lost. */
const LASTS = Temporal.Duration.from({ hours: 1 });

/** Every night, removes from FILES_DIR what no row owns and the uploads that nobody finished; and expired addresses. */
@Injectable()
@WorkOn(SWEEPS, 1)
export class SweepWork extends NightlyWork {
  readonly queue = SWEEPS;
  protected readonly time = '04:00';

  constructor(
    transactions: Transactions,
    private readonly files: Files,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(transactions, clock, logger);
  }

  protected async work(night: string): Promise<void> {
    if (!(await this.transactions.run(SYSTEM, (tx) => this.hold(tx, night, LASTS)))) return;
    const swept = await sweepFiles(this.transactions, this.files, this.clock);
    await this.transactions.run(SYSTEM, async (tx) => {
      await forgetReplyAddresses(tx);
      await this.done(tx, night);
    });
    this.logger.info({ night, ...swept }, 'files swept');
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { instantAt, type Clock } from '@rebond/kernel';
import { CLOCK } from '../clock/clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { SYSTEM } from '../database/actor.js';
import { statement } from '../database/statement.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { NightlyWork } from '../queue/nightly-work.js';
import { WorkOn } from '../queue/work.js';
import { LOGGER } from '../telemetry/logger.js';
import { exportSeals } from './seal-file.js';
import { SEAL_TIME, sealAudit } from './seal.js';

export const SEALS = 'seals';

const SEALED_SINCE = statement('seal_since', 'select n from platform.audit_seal where sealed_at >= $1 limit 1');

/** The nightly seal. A seal made since the night's hour, by a first attempt or by hand, stands for it. */
@Injectable()
@WorkOn(SEALS, 1)
export class SealWork extends NightlyWork {
  readonly queue = SEALS;
  protected readonly time = SEAL_TIME;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    transactions: Transactions,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(transactions, clock, logger);
  }

  protected async work(night: string): Promise<void> {
    await this.transactions.run(SYSTEM, (tx) => this.seal(tx, night));
    await this.transactions.run(SYSTEM, (tx) => this.finish(tx, night));
  }

  private async seal(tx: Tx, night: string): Promise<void> {
    if (!(await this.take(tx, night))) return;
    const due = instantAt(Temporal.PlainDate.from(night), this.time);
    if ((await tx.query(SEALED_SINCE, [due.toString()])).length > 0) return;
    const seal = await sealAudit(tx, this.config.AUDIT_SEAL_TO);
    this.logger.info({ night, seal: seal?.n, root: seal?.root.toString('hex') }, 'audit sealed');
  }

  /** Once the seal is committed, so that no root outside is unknown inside. */
  private async finish(tx: Tx, night: string): Promise<void> {
    if (!(await this.take(tx, night))) return;
    if (this.config.AUDIT_SEAL_DIR !== undefined) await exportSeals(tx, this.config.AUDIT_SEAL_DIR);
    await this.done(tx, night);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Clock } from '@rebond/kernel';
import { CLOCK } from '../clock/clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { SYSTEM } from '../database/actor.js';
import { statement } from '../database/statement.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Work, WorkOn } from '../queue/work.js';
import { LOGGER } from '../telemetry/logger.js';
import { exportSeals } from './seal-file.js';
import { nightDueAt, sealAudit } from './seal.js';

export const SEALS = 'seals';

const RETRY_AFTER = Temporal.Duration.from({ minutes: 5 });

const DUE = statement(
  'seal_due',
  `insert into platform.audit_seal_night (night)
   select $1::date where not exists (select 1 from platform.audit_seal_night where night >= $1::date)
   on conflict do nothing`,
);
const CLAIM = statement(
  'seal_claim',
  `update platform.audit_seal_night set claimed_until = $3
    where night = (select night from platform.audit_seal_night
                    where night = $1::date and done_at is null and (claimed_until is null or claimed_until <= $2)
                      for update skip locked)
   returning night`,
);
const TAKE = statement(
  'seal_take',
  `select sealed from platform.audit_seal_night where night = $1::date and done_at is null for update`,
);
const SEALED = statement('seal_sealed', `update platform.audit_seal_night set sealed = true where night = $1::date`);
const DONE = statement(
  'seal_done',
  `update platform.audit_seal_night set done_at = $2 where night <= $1::date and done_at is null`,
);
const LATER = statement(
  'seal_later',
  `update platform.audit_seal_night set claimed_until = $2 where night = $1::date and done_at is null`,
);

/**
 * The nightly seal, at 02:00 in Paris. A night missed while no worker ran is not made up: the seal of the last one
 * covers it.
 */
@Injectable()
@WorkOn(SEALS, 1)
export class SealWork extends Work {
  readonly queue = SEALS;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const night = nightDueAt(tx.at).toString();
    await tx.query(DUE, [night]);
    const rows = await tx.query<{ night: string }>(CLAIM, [night, tx.at.toString(), lease.toString()]);
    return rows.map((row) => [row.night]);
  }

  async perform([night]: readonly string[]): Promise<void> {
    if (night === undefined) throw new Error('A seal needs its night');
    await this.clock.refresh();
    try {
      await this.transactions.run(SYSTEM, (tx) => this.seal(tx, night));
      await this.transactions.run(SYSTEM, (tx) => this.finish(tx, night));
    } catch (error) {
      this.logger.error({ err: error, night }, 'seal failed');
      await this.transactions.run(SYSTEM, (tx) => tx.query(LATER, [night, tx.at.add(RETRY_AFTER).toString()]));
    }
  }

  private async seal(tx: Tx, night: string): Promise<void> {
    const [row] = await tx.query<{ sealed: boolean }>(TAKE, [night]);
    if (!row || row.sealed) return;
    const seal = await sealAudit(tx, this.config.AUDIT_SEAL_TO);
    await tx.query(SEALED, [night]);
    this.logger.info({ night, seal: seal?.n, root: seal?.root.toString('hex') }, 'audit sealed');
  }

  /** Once the seal is committed, so that no root outside is unknown inside. */
  private async finish(tx: Tx, night: string): Promise<void> {
    if ((await tx.query(TAKE, [night])).length === 0) return;
    if (this.config.AUDIT_SEAL_DIR !== undefined) await exportSeals(tx, this.config.AUDIT_SEAL_DIR);
    await tx.query(DONE, [night, tx.at.toString()]);
  }
}

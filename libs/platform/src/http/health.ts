import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Clock } from '@rebond/kernel';
import { CLOCK, instantOf } from '../clock/clock.js';
import { CONFIG, type Config } from '../config/config.js';

/** Beyond it an instant stored by this server and one stored by another could contradict each other at a cut-off. */
const LARGEST_SKEW_MS = 100;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

@Injectable()
export class Health {
  private closing = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get isClosing(): boolean {
    return this.closing;
  }

  /** From now on the balancer must send requests elsewhere. */
  close(): void {
    this.closing = true;
  }

  async readiness(): Promise<Readiness> {
    if (this.closing) return { ready: false, checks: { process: 'closing' } };
    try {
      const skew = await this.skew();
      const clocks = this.config.CLOCK === 'simulated' || skew <= LARGEST_SKEW_MS ? 'ok' : `${String(skew)} ms apart`;
      return { ready: clocks === 'ok', checks: { database: 'ok', clocks } };
    } catch (error) {
      return { ready: false, checks: { database: error instanceof Error ? error.message : 'unreachable' } };
    }
  }

  /** Distance to PostgreSQL's clock in milliseconds, the round trip's half allowed for. */
  private async skew(): Promise<number> {
    const before = this.clock.now();
    const [row] = await this.dataSource.query<{ at: Date }[]>(
      // eslint-disable-next-line no-restricted-syntax -- the one question put to PostgreSQL's own clock
      'select clock_timestamp() as at from rebond_migration limit 1',
    );
    const after = this.clock.now();
    if (!row) throw new Error('database not migrated');
    const there = instantOf(row.at).epochMilliseconds;
    return Math.max(0, before.epochMilliseconds - there, there - after.epochMilliseconds);
  }
}

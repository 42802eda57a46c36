import type { Clock } from '@rebond/kernel';
import type { Pool } from 'pg';

/** Injection token of the clock. */
export const CLOCK = Symbol('CLOCK');

/** Instants are kept to the millisecond, everywhere: what is printed, stored and compared is one value. */
const MILLISECOND = { smallestUnit: 'millisecond', roundingMode: 'floor' } as const;

export class SystemClock implements Clock {
  now(): Temporal.Instant {
    // eslint-disable-next-line no-restricted-syntax -- the one place that reads the machine's clock
    return Temporal.Now.instant().round(MILLISECOND);
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }
}

/** The demo's clock: one row of `platform.simulated_clock` that only the demo's driver moves. */
export class SimulatedClock implements Clock {
  private instant = Temporal.Instant.from('2022-08-01T00:00:00Z');

  constructor(private readonly pool: Pool) {}

  now(): Temporal.Instant {
    return this.instant;
  }

  async refresh(): Promise<void> {
    const { rows } = await this.pool.query<{ instant: Date }>('select instant from platform.simulated_clock');
    if (rows[0]) this.instant = instantOf(rows[0].instant);
  }
}

/** A `timestamptz` as the driver reads it, as an instant. */
export const instantOf = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());

export const instantOrNull = (date: Date | null): Temporal.Instant | null => (date === null ? null : instantOf(date));

import type { Clock } from '@rebond/kernel';

/** A clock that stands still until the test moves it. */
export class HeldClock implements Clock {
  private instant: Temporal.Instant;

  /** @param at ISO 8601 instant or zoned time, as `2023-02-01T12:00+01:00[Europe/Paris]` */
  constructor(at: Temporal.Instant | string) {
    this.instant = Temporal.Instant.from(at);
  }

  now(): Temporal.Instant {
    return this.instant;
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  set(at: Temporal.Instant | string): void {
    this.instant = Temporal.Instant.from(at);
  }

  /** Moves by real time: of hours or smaller units. For days on the calendar, `set` a zoned time. */
  advance(duration: Temporal.Duration | Temporal.DurationLike | string): void {
    this.instant = this.instant.add(duration);
  }
}

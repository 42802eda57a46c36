import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * The demo's clock: only this moves it. Between two acts it stops at every instant at which something is due, so that
 * reminders, convocations, expiries and implicit rejections happen in their order, as they would have.
 */
export class Simulation {
  private instant = Temporal.Instant.from('2022-08-01T07:00:00Z');

  private constructor(private readonly owner: Client) {}

  static async open(ownerUrl: string): Promise<Simulation> {
    const owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    const simulation = new Simulation(owner);
    await simulation.set(simulation.instant);
    return simulation;
  }

  get now(): Temporal.Instant {
    return this.instant;
  }

  /** Moves to an instant, doing on the way what falls due; never back. */
  async advanceTo(target: Temporal.Instant): Promise<void> {
    await this.settle();
    for (;;) {
      const due = await this.nextDue();
      if (due === null || Temporal.Instant.compare(due, target) > 0) break;
      if (Temporal.Instant.compare(due, this.instant) > 0) await this.set(due);
      await this.settle();
    }
    if (Temporal.Instant.compare(target, this.instant) > 0) await this.set(target);
  }

  /** Waits until nothing is due at the present instant. @throws Error naming what does not settle */
  async settle(): Promise<void> {
    const end = performance.now() + SETTLES_WITHIN_MS;
    for (;;) {
      const { rows } = await this.owner.query<Record<string, number>>(DUE_NOW, [this.instant.toString()]);
      const due = Object.entries(rows[0] ?? {}).filter(([, count]) => count > 0);
      if (due.length === 0) return;
      if (performance.now() > end) throw new Error(`Ne se termine pas : ${JSON.stringify(Object.fromEntries(due))}`);
      await pause(15);
    }
  }

  async close(): Promise<void> {
    await this.owner.end();
  }

  private async set(instant: Temporal.Instant): Promise<void> {
    this.instant = instant;
    await this.owner.query(
      `insert into platform.simulated_clock (instant) values ($1)
       on conflict (only_row) do update set instant = excluded.instant`,
      [instant.toString()],
    );
  }

  private async nextDue(): Promise<Temporal.Instant | null> {
    const { rows } = await this.owner.query<{ at: Date | null }>(NEXT_DUE, [this.instant.toString()]);
    const at = rows[0]?.at;
    return at ? Temporal.Instant.fromEpochMilliseconds(at.getTime()) : null;
  }
}

/** Once the story is told, the demo's clock runs as clocks do, a second a second, for whoever looks around. */
export async function runClock(ownerUrl: string): Promise<{ stop(): Promise<void> }> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  let last = performance.now();
  const timer = setInterval(() => {
    const elapsed = performance.now() - last;
    last += elapsed;
    void owner
      .query(`update platform.simulated_clock set instant = instant + $1 * interval '1 millisecond'`, [elapsed])
      .catch(() => undefined); // the database is being stopped
  }, 1000);
  return {
    stop: async () => {
      clearInterval(timer);
      await owner.end();
    },
  };
}

const SETTLES_WITHIN_MS = 30_000;

/** Work of the worker that is due at $1, by kind. */
const DUE_NOW = `
  select (select count(*) from platform.outbox where expanded_at is null)::int as outbox,
         (select count(*) from platform.delivery
           where done_at is null and parked_at is null and next_attempt_at <= $1)::int as deliveries,
         (select count(*) from reminders.reminder
           where fired_at is null and cancelled_at is null and missed_at is null and parked_at is null
             and next_attempt_at <= $1)::int as reminders,
         (select count(*) from committees.task
           where done_at is null and parked_at is null and next_attempt_at <= $1)::int as committees,
         (select count(*) from candidacies.candidacy c join calls.wave w on w.id = c.wave_id
           where c.state = 'draft' and w.cutoff_at + interval '2 minutes' <= $1)::int as drafts,
         (select count(*) from candidacies.candidacy
           where state in ('submitted', 'incomplete', 'waitlisted') and implicit_rejection_at <= $1)::int as silences,
         (select count(*) from platform.mail
           where sent_at is null and parked_at is null and next_attempt_at <= $1)::int as mails`;

/** The next instant after $1 at which something falls due. */
const NEXT_DUE = `
  select min(at) as at from (
    select min(next_attempt_at) as at from reminders.reminder
     where fired_at is null and cancelled_at is null and missed_at is null and parked_at is null and next_attempt_at > $1
    union all
    select min(next_attempt_at) from committees.task where done_at is null and parked_at is null and next_attempt_at > $1
    union all
    select min(w.cutoff_at + interval '2 minutes') from calls.wave w
     where w.cutoff_at + interval '2 minutes' > $1 and exists (select 1 from candidacies.candidacy c where c.wave_id = w.id and c.state = 'draft')
    union all
    select min(implicit_rejection_at) from candidacies.candidacy
     where state in ('submitted', 'incomplete', 'waitlisted') and implicit_rejection_at > $1
  ) due`;

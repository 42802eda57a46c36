import { setTimeout as pause } from 'node:timers/promises';
import { asOwner, type Cluster } from './support/cluster.js';
import { n0, n2, type Row, type Scale } from './support/row.js';
import { startWorker } from './support/processes.js';
import { startSink } from './support/sink.js';
import { CaseStand, environment } from './support/stand.js';

const SOON_MS = 8_000;
const WINDOW_MS = 20_000;
const WITHIN_MS = 60_000;

const PLAN = `
  insert into reminders.reminder (id, kind, key, candidacy_id, ordinal, due_at, deadline_at, planned_at, next_attempt_at)
  select uuidv7(), 'implicit-rejection-approaching', 'legal', c.id, o, d.at, c.implicit_rejection_at, $1::timestamptz, d.at
    from (select id, implicit_rejection_at, row_number() over (order by id) - 1 as r from candidacies.candidacy) c
    cross join generate_series(0, $2::int - 1) o
    cross join lateral (select $1::timestamptz + case when o = 0 and c.r < $3::int
      then ($4::int + random() * $5::int) * interval '1 millisecond'
      else (3600 + random() * 20000) * interval '1 second' end as at) d`;

/** How late each fired reminder committed, which is what its recipient could see at the earliest. */
const LATE = `
  select count(*)::int as fired, sum(mails)::int as mails,
         percentile_cont(0.5) within group (order by late) as p50, percentile_cont(0.99) within group (order by late) as p99,
         max(late) as worst
    from (select mails, extract(epoch from pg_xact_commit_timestamp(xmin) - due_at)::float as late
            from reminders.reminder where fired_at is not null) f`;

/** (e) Pending reminders by the ten thousand, some of them due within a few seconds, one built worker. */
export async function reminders(cluster: Cluster, { quick, log }: Scale): Promise<Row[]> {
  await cluster.restart({ track_commit_timestamp: 'on' });
  const [cases, perCase, due] = quick ? [2_000, 5, 500] : [20_000, 5, 5_000];
  const stand = await CaseStand.begin(cluster, 'bench_reminders', cases, 4);
  await stand.end();
  const sink = await startSink();
  const worker = startWorker({ ...environment(stand.database, cluster.folder), SMTP_URL: sink.url });
  try {
    return await asOwner(stand.database.ownerUrl, async (owner) => {
      await pause(3_000);
      const now = Temporal.Now.instant().toString();
      await owner.query(PLAN, [now, perCase, due, SOON_MS, WINDOW_MS]);
      await owner.query('analyze reminders.reminder');
      const end = performance.now() + SOON_MS + WINDOW_MS + WITHIN_MS;
      for (;;) {
        await pause(500);
        const { rows } = await owner.query<Record<'fired' | 'mails' | 'p50' | 'p99' | 'worst', number>>(LATE);
        const [late] = rows;
        if (late?.fired === due) {
          if (late.mails !== due) throw new Error(`${n0(due)} reminders set off ${n0(late.mails)} mails`);
          log(`  reminders: p50 ${n2(late.p50)} s, p99 ${n2(late.p99)} s, ${n0(late.mails)} mails`);
          return [
            {
              part: 'e',
              what:
                `${n0(cases * perCase)} pending reminders, ${n0(due)} of them due within ${String(WINDOW_MS / 1000)} s, ` +
                'one worker which also sends their mails: commit after the due instant',
              ours: `p50 ${n2(late.p50)} s, p99 ${n2(late.p99)} s, worst ${n2(late.worst)} s`,
              raw: '–',
              ratio: '–',
              target: 'p99 ≤ 2 s',
              met: late.p99 <= 2,
            },
          ];
        }
        if (performance.now() > end) throw new Error(`${n0(late?.fired ?? 0)} reminders of ${n0(due)} fired`);
      }
    });
  } finally {
    await worker.stop();
    sink.stop();
  }
}

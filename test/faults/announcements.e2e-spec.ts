import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { admitted, draftsIn, openWave, submitted } from '../concurrency/prepared-cases.js';
import { seeded } from '../concurrency/seeded.js';
import { declared } from '../support/declare.js';
import { api, type Api } from '../support/api.js';
import { testQueueBackend } from '../support/queue.js';
import { seatOf } from '../support/seats.js';
import { settled, strike } from './blows.js';
import { built } from './built.js';
import { chain, ENTRIES, MAILS, sendings, slowestCommit, type Entry, type Sent } from './checker.js';
import type { Blow } from './log.js';
import { type Stack, startStack } from './stack.js';

/** Twenty in the suite; `npm run soak` asks for more. */
const KILLS = Number(process.env['FAULT_KILLS'] ?? '20');
const SEED = Number(process.env['FAULT_SEED'] ?? '20240229');
const CASES = 30;
const ANNOUNCED_WITHIN_MS = 60_000;
const HITS: readonly Blow['hit'][] = ['server', 'server', 'worker', 'worker', 'postgres', 'postgres', 'queue wiped'];

const random = seeded(SEED);
const chosen = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

let stack: Stack;
let judge: Client;
let directorToken: string;
let ministerToken: string;
let lists: { readonly id: string; readonly cases: readonly string[] }[];

const on = (token: string): Api => api(chosen(stack.serverUrls), token);

async function frozen(waveId: string, cases: readonly string[]): Promise<(typeof lists)[number]> {
  const lines = cases.map((candidacyId, n) => ({
    ...{ candidacyId, expectedVersion: 3, outcome: ['select', 'waitlist', 'reject'][n % 3] },
    reasons: n % 3 === 2 ? ['Exposition non établie.'] : [],
  }));
  await declared(waveId, on(directorToken));
  const proposed = await on(directorToken).post('/api/decision-lists', { waveId, title: 'Liste', lines });
  const id = proposed.body.id as string;
  const validated = await on(ministerToken).post(`/api/decision-lists/${id}/validation`, undefined, { ifMatch: 1 });
  if (validated.status !== 200) throw new Error(JSON.stringify([proposed.body, validated.body]));
  return { id, cases };
}

/** A connection of its own each time: PostgreSQL may have been killed since the last. */
async function look<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  for (;;) {
    const client = new Client({ connectionString: stack.database.superuserUrl });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query(sql, values)).rows as T[];
    } catch {
      await pause(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** In one look: what has become of a list, of its cases, of their entries and of their mails. */
const SEEN = `
  select (select status from selection.decision_list where id = $1) as status,
         (select count(*) from candidacies.candidacy where id = any ($2::uuid[]) and version = 4)::int as moved,
         (select count(*) from platform.audit_entry e where e.candidacy_id = any ($2::uuid[])
            and e.action in ('candidacy.selected', 'candidacy.waitlisted', 'candidacy.rejected'))::int as entries,
         (select count(*) from candidacies.document where candidacy_id = any ($2::uuid[]))::int as letters,
         (select count(*) from platform.outbox where candidacy_id = any ($2::uuid[])
            and kind in ('candidacy.selected', 'candidacy.waitlisted', 'candidacy.rejected'))::int as messages,
         (select count(*) from platform.mail where candidacy_id = any ($2::uuid[]))::int as mails`;

interface Seen {
  readonly status: string;
  readonly moved: number;
  readonly entries: number;
  readonly letters: number;
  readonly messages: number;
  readonly mails: number;
}

/** Everything of it, or nothing of it. */
function halves({ status, moved, entries, letters, messages, mails }: Seen): string[] {
  const all = status === 'announced' ? CASES : 0;
  const parts = { moved, entries, letters, messages };
  return [
    ...Object.entries(parts).flatMap(([name, n]) => (n === all ? [] : [`${status}: ${String(n)} ${name}`])),
    ...(mails === 0 || mails === all ? [] : [`${status}: ${String(mails)} mails`]),
  ];
}

/** An announcement at once, or by a date a moment away. */
const announcement = (byDate: boolean) => ({
  path: byDate ? 'announcement-date' : 'announcement',
  body: byDate ? { at: new Date(Date.now() + 400).toISOString() } : undefined,
  idempotencyKey: randomUUID(),
});

/** Asks until the list is announced; the same key each time, but for a date that passed before it was heard. */
async function announce(id: string, byDate: boolean): Promise<void> {
  const end = Date.now() + ANNOUNCED_WITHIN_MS;
  let { path, body, idempotencyKey } = announcement(byDate);
  while (Date.now() < end) {
    const answer = await on(ministerToken)
      .post<{ code?: string }>(`/api/decision-lists/${id}/${path}`, body, { ifMatch: 2, idempotencyKey })
      .catch(() => null);
    if (answer?.status === 200) break;
    if (answer?.body.code === 'announcement-in-the-past') ({ path, body, idempotencyKey } = announcement(byDate));
    else if (answer && answer.status < 500) throw new Error(JSON.stringify(answer.body));
    await pause(150);
  }
  while (Date.now() < end) {
    const [seen] = await look<{ status: string }>('select status from selection.decision_list where id = $1', [id]);
    if (seen?.status === 'announced') return;
    await pause(100);
  }
  throw new Error(`The list ${id} is not announced`);
}

beforeAll(
  async () => {
    built();
    stack = await startStack(testQueueBackend());
    directorToken = (await seatOf(stack.database, { role: 'programme_director' })).token;
    ministerToken = (await seatOf(stack.database, { role: 'minister_office' })).token;
    const now = Date.now();
    const cutoff = now + 8_000;
    const wave = await openWave(on(directorToken), {
      name: 'Relève',
      opensAt: new Date(now - 86_400_000).toISOString(),
      cutoffAt: new Date(cutoff).toISOString(),
    });
    const at = Temporal.Instant.fromEpochMilliseconds(now - 3_600_000);
    const cases = await draftsIn(stack.database, wave, KILLS * CASES);
    await submitted(stack.database, wave, cases, at);
    await admitted(stack.database, cases, at);
    await pause(Math.max(0, cutoff - Date.now() + 200));
    lists = [];
    for (let n = 0; n < KILLS; n += 1)
      lists.push(
        await frozen(
          wave.id,
          cases.slice(n * CASES, (n + 1) * CASES).map(({ id }) => id),
        ),
      );
  },
  120_000 + KILLS * 3_000,
);

afterAll(() => stack.stop(), 60_000);

describe(`${String(KILLS)} announcements, each with a kill in its midst (seed ${String(SEED)})`, () => {
  const faults: string[] = [];

  beforeAll(
    async () => {
      for (const { id, cases } of lists) {
        const byDate = random() < 0.5;
        const announcing = announce(id, byDate);
        await pause((byDate ? 300 : 0) + random() * 400);
        await strike(stack, chosen(HITS), random);
        const [seen] = await look<Seen>(SEEN, [id, cases]);
        if (seen) faults.push(...halves(seen));
        await announcing;
      }
      await pause(1000);
      await settled(stack);
      judge = new Client({ connectionString: stack.database.superuserUrl });
      await judge.connect();
    },
    120_000 + KILLS * 15_000,
  );
  afterAll(() => judge.end());

  it('leaves nothing half done: neither cases, nor entries, nor letters, nor messages, nor mails', async () => {
    expect(faults).toEqual([]);
    for (const { id, cases } of lists) {
      const [seen] = (await judge.query<Seen & Record<string, unknown>>(SEEN, [id, [...cases]])).rows;
      const all = { moved: CASES, entries: CASES, letters: CASES, messages: CASES, mails: CASES };
      expect(seen).toEqual({ status: 'announced', ...all });
    }
  });

  it('sends each mail once, but where a kill fell between its acceptance and its commit', async () => {
    const mails = (await judge.query(MAILS)).rows as Sent[];
    const accepted = stack.logs.smtp.read();
    const blows = stack.logs.blows.read();
    expect(mails).toHaveLength(KILLS * CASES);
    expect(mails.filter(({ sent }) => sent === null)).toEqual([]);
    expect(sendings(mails, accepted, blows, slowestCommit(mails, accepted))).toEqual([]);
    const file = process.env['FAULT_SUMMARY'];
    const twice = accepted.length - new Set(accepted.map(({ messageId }) => messageId)).size;
    const summary = {
      seed: SEED,
      announcements: KILLS,
      mails: mails.length,
      sentTwice: twice,
      blows: blows.length,
      faults,
    };
    if (file !== undefined) writeFileSync(file, JSON.stringify(summary, null, 2));
  });

  it('keeps every chain of the journal', async () => {
    const entries = (await judge.query(ENTRIES)).rows as Entry[];
    const rows = async <T>(sql: string): Promise<T[]> => (await judge.query(sql)).rows as T[];
    expect(await chain(entries, rows)).toEqual([]);
  });
});

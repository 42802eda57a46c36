import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { api } from '../support/api.js';
import { testQueueBackend } from '../support/queue.js';
import { seatOf } from '../support/seats.js';
import { draftsIn, openWave, type PreparedCase, type PreparedWave } from '../concurrency/prepared-cases.js';
import { seeded } from '../concurrency/seeded.js';
import { settled, strike } from './blows.js';
import { built } from './built.js';
import { judge, type Verdict } from './checker.js';
import { Load } from './load.js';
import type { Blow } from './log.js';
import { type Stack, startStack } from './stack.js';

/** Twenty in the suite; `npm run soak` asks for more. */
const KILLS = Number(process.env['FAULT_KILLS'] ?? '20');
const SEED = Number(process.env['FAULT_SEED'] ?? '20240229');
const CLIENTS = 6;
const CASES_PER_KILL = 30;
const AGAIN_WITHIN_MS = 30_000;
/** The longest that a process on a busy machine takes to start, the database's absence included. */
const STARTS_WITHIN_MS = 40_000;

const backend = testQueueBackend();
const HITS: readonly Blow['hit'][] = [
  ...(['server', 'server', 'worker', 'worker', 'worker', 'postgres', 'postgres', 'queue wiped'] as const),
  ...(backend === 'redis' ? (['redis', 'redis'] as const) : []),
];

/** `FAULT_HITS=postgres,worker` narrows a soak to these. */
const ONLY = process.env['FAULT_HITS']?.split(',');

let stack: Stack;
let wave: PreparedWave;
let cases: PreparedCase[];
let officer: string;
const random = seeded(SEED);
const chosen = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

/** A process may give up at its start when its database is away: its supervisor starts it again. */
const startedWithoutDatabase = (end: { startedAt: number; at: number }, blows: readonly Blow[]): boolean =>
  blows.some(({ hit, at, up }) => hit === 'postgres' && at <= end.at && up >= end.startedAt) &&
  end.at - end.startedAt < STARTS_WITHIN_MS;

beforeAll(async () => {
  built();
  stack = await startStack(backend);
  const office = api(stack.serverUrls[0]!, (await seatOf(stack.database, { role: 'programme_director' })).token);
  const now = Date.now();
  wave = await openWave(office, {
    name: 'Relève',
    opensAt: new Date(now - 86_400_000).toISOString(),
    cutoffAt: new Date(now + 30 * 86_400_000).toISOString(),
  });
  officer = (await seatOf(stack.database, { role: 'bdt_officer' })).token;
  cases = [...(await draftsIn(stack.database, wave, KILLS * CASES_PER_KILL))];
}, 120_000);

afterAll(() => stack.stop(), 60_000);

describe(`${KILLS} kills under load, queue on ${backend} (seed ${SEED})`, () => {
  let verdict: Verdict;
  let crashes: string[];

  beforeAll(
    async () => {
      const load = new Load(stack, officer, cases, random);
      load.start(CLIENTS);
      for (let n = 0; n < KILLS; n += 1) {
        await pause(200 + random() * 2500);
        await strike(stack, chosen(HITS.filter((hit) => ONLY?.includes(hit) ?? true)), random);
      }
      await pause(1000);
      expect(load.casesLeft).toBeGreaterThan(0);
      await load.stop();
      await settled(stack);
      const { client, smtp, blows } = stack.logs;
      crashes = [...stack.servers, ...stack.workers]
        .flatMap((one) => one.ends)
        .filter((end) => !startedWithoutDatabase(end, blows.read()))
        .map(({ told }) => told);
      verdict = await judge({
        databaseUrl: stack.database.superuserUrl,
        acknowledged: client.read(),
        accepted: smtp.read(),
        blows: blows.read(),
      });
      const summary = { backend, seed: SEED, kills: KILLS, ...verdict, crashes };
      const file = process.env['FAULT_SUMMARY'];
      if (file !== undefined) writeFileSync(file, JSON.stringify(summary, null, 2));
    },
    120_000 + KILLS * 10_000,
  );

  it('keeps every operation that it acknowledged, once, with its entry, its messages and its mails', () => {
    // All of them are in the summary file; here the first ones are enough.
    expect(verdict.faults.slice(0, 20)).toEqual([]);
    expect(verdict.counts['acknowledged']).toBeGreaterThan(KILLS * 10);
  });

  it('ends no process that nobody killed, once it runs', () => {
    expect(crashes).toEqual([]);
  });
});

describe('a worker killed in the middle of a job', () => {
  it('has its job done by another within 30 s of the kill', async () => {
    const [killed, other] = [stack.workers[0]!, stack.workers[1]!];
    await other.kill('SIGTERM');
    let release: () => void = () => undefined;
    const inTheMiddle = stack.smtp.hold(new Promise<void>((resolve) => (release = resolve)));
    const one = cases.pop()!;
    const deposit = await api(stack.serverUrls[0]!, one.token).post(
      `/api/candidacies/${one.id}/deposit`,
      {},
      { ifMatch: 1 },
    );
    expect(deposit.status).toBe(201);
    await inTheMiddle;
    const killedAt = Date.now();
    await killed.kill('SIGKILL');
    release();
    other.start();
    const client = new Client({ connectionString: stack.database.superuserUrl });
    await client.connect();
    let sentAt: Date | null = null;
    while (!sentAt && Date.now() - killedAt < 2 * AGAIN_WITHIN_MS) {
      await pause(200);
      const { rows } = await client.query<{ sent_at: Date | null }>(
        `select sent_at from platform.mail where candidacy_id = $1 and kind = 'candidacy.deposited'`,
        [one.id],
      );
      sentAt = rows[0]?.sent_at ?? null;
    }
    await client.end();
    expect((sentAt?.getTime() ?? Infinity) - killedAt).toBeLessThanOrEqual(AGAIN_WITHIN_MS);
  }, 90_000);
});

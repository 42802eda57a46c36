import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { HeldClock } from '../../../../test/support/clock.js';
import { type TestDatabase, testDatabase } from '../../../../test/support/database.js';
import { asSystem } from '../../../../test/support/seats.js';
import { startWorker, type TestWorker } from '../../../../test/support/worker.js';
import { record } from './journal.js';
import { parseSeals } from './seal-file.js';
import { verifyAudit } from './verify.js';

let database: TestDatabase;
let judge: Client;
let folder: string;
let workers: TestWorker[] = [];

beforeEach(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'rebond-seals-'));
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  await judge.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const paris = (at: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${at}[Europe/Paris]`).toInstant();
const write = (stream: string, at: string) =>
  asSystem(database, paris(at), (tx) => record(tx, stream, null, [{ action: 'noted', audience: 'state', facts: {} }]));

async function start(clock: HeldClock): Promise<TestWorker> {
  const environment = { AUDIT_SEAL_TO: 'scelles@controle.example', AUDIT_SEAL_DIR: folder };
  const worker = await startWorker({ database, clock, modules: [], environment });
  workers.push(worker);
  return worker;
}

/** Waits until the night's seal is made and has left. */
async function nightDone(night: string): Promise<void> {
  const end = performance.now() + 20_000;
  for (;;) {
    const { rows } = await judge.query(
      `select 1 from platform.nightly where task = 'seals' and night = $1 and done_at is not null`,
      [night],
    );
    if (rows.length > 0) return;
    if (performance.now() > end) throw new Error(`The seal of ${night} was not done`);
    await pause(25);
  }
}

const seals = async (): Promise<unknown[]> =>
  (await judge.query<object>('select n, streams, entries::int from platform.audit_seal order by n')).rows;
const kept = () => parseSeals(readFileSync(join(folder, 'seals.jsonl'), 'utf8'), 'seals.jsonl');

describe('the seal, night after night', () => {
  it('freezes what changed, and its root leaves by mail and by file', async () => {
    await write('seat:1', '2023-02-01T12:00');
    await write('seat:1', '2023-02-01T12:01');
    await write('seat:2', '2023-02-01T12:02');
    const clock = new HeldClock(paris('2023-02-02T01:59:59'));
    const worker = await start(clock);
    await nightDone('2023-02-01');
    expect(await seals()).toEqual([{ n: 1, streams: 2, entries: 3 }]);

    await write('seat:2', '2023-02-02T01:59:59');
    clock.set(paris('2023-02-02T02:00'));
    await nightDone('2023-02-02');
    expect(await seals()).toEqual([
      { n: 1, streams: 2, entries: 3 },
      { n: 2, streams: 1, entries: 1 },
    ]);

    clock.set(paris('2023-02-03T02:00'));
    await nightDone('2023-02-03');
    expect(await seals()).toHaveLength(2);

    await worker.settled();
    const outside = kept();
    expect(outside.map(({ n }) => n)).toEqual([1, 2]);
    const mails = await judge.query<{ recipient: string; text_body: string }>(
      'select recipient, text_body from platform.mail where sent_at is not null order by created_at',
    );
    expect(mails.rows.map((mail) => mail.recipient)).toEqual(Array(2).fill('scelles@controle.example'));
    expect(mails.rows.every((mail, i) => mail.text_body.includes(outside[i]!.root))).toBe(true);
    expect(await verifyAudit(database.ownerUrl, { seals: outside })).toMatchObject({ seals: 2, faults: [] });
  });

  it('makes one seal, not one a night, after the worker was down for three days or the clock jumped by months', async () => {
    await write('seat:1', '2023-02-01T12:00');
    const clock = new HeldClock(paris('2023-02-02T09:00'));
    await start(clock);
    await nightDone('2023-02-02');
    await workers.pop()?.stop();

    await write('seat:1', '2023-02-03T12:00');
    await write('seat:2', '2023-02-04T12:00');
    clock.set(paris('2023-02-05T09:00'));
    await start(clock);
    await nightDone('2023-02-05');
    expect(await seals()).toEqual([
      { n: 1, streams: 1, entries: 1 },
      { n: 2, streams: 2, entries: 2 },
    ]);

    await write('seat:1', '2023-02-05T10:00');
    clock.set(paris('2023-10-03T18:00'));
    await nightDone('2023-10-03');
    expect(await seals()).toHaveLength(3);
    expect(kept()).toHaveLength(3);
  });

  it('is made once by two workers', async () => {
    const clock = new HeldClock(paris('2023-02-01T12:00'));
    await Promise.all([start(clock), start(clock)]);
    await nightDone('2023-02-01');
    for (let day = 2; day <= 6; day += 1) {
      await Promise.all([write('seat:1', `2023-02-0${day}T01:00`), write('seat:2', `2023-02-0${day}T01:00`)]);
      clock.set(paris(`2023-02-0${day}T02:00`));
      await nightDone(`2023-02-0${day}`);
    }
    expect(await seals()).toEqual([1, 2, 3, 4, 5].map((n) => ({ n, streams: 2, entries: 2 })));
    expect(kept().map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  });

  it('waits with the file when the file knows another seal of that number, and touches nothing', async () => {
    const other = `${JSON.stringify({ n: 1, root: 'ab'.repeat(32) })}\n`;
    writeFileSync(join(folder, 'seals.jsonl'), other);
    await write('seat:1', '2023-02-01T12:00');
    const clock = new HeldClock(paris('2023-02-02T02:00'));
    await start(clock);
    const end = performance.now() + 10_000;
    while ((await seals()).length === 0 && performance.now() < end) await pause(25);
    await pause(300);
    expect(readFileSync(join(folder, 'seals.jsonl'), 'utf8')).toBe(other);

    rmSync(join(folder, 'seals.jsonl'));
    clock.advance({ minutes: 6 });
    await nightDone('2023-02-02');
    expect(await seals()).toHaveLength(1);
    expect(kept()).toHaveLength(1);
    expect(existsSync(join(folder, '.seals.jsonl.draft'))).toBe(false);
  });
});

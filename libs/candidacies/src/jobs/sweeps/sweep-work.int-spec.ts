import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Client } from 'pg';
import { Files, LOGGER } from '@rebond/platform';
import { HeldClock } from '../../../../../test/support/clock.js';
import { testDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

const clock = new HeldClock('2023-01-20T12:00+01:00[Europe/Paris]');
let database: TestDatabase;
let judge: Client;
let folder: string;
let workers: TestWorker[];
let sweeps = 0;

const start = async (): Promise<TestWorker> => {
  const worker = await startProductWorker({ database, clock, environment: { FILES_DIR: folder } });
  jest.spyOn(worker.app.get<Logger>(LOGGER), 'info').mockImplementation((...said: unknown[]) => {
    if (said[1] === 'files swept') sweeps += 1;
  });
  return worker;
};

/** A content in the store that no document owns, last touched so many hours ago. */
function orphan(sha256: string, hours: number): string {
  const path = join(folder, new Files({ FILES_DIR: folder }).relativePath(sha256));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'x');
  const touched = clock.now().subtract({ hours }).epochMilliseconds / 1000;
  utimesSync(path, touched, touched);
  return path;
}

const nights = async (): Promise<string[]> =>
  (
    await judge.query<{ night: string }>(
      `select night from platform.nightly where task = 'sweeps' and done_at is not null order by night`,
    )
  ).rows.map((row) => row.night);

async function swept(night: string): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await nights()).includes(night)) {
    if (performance.now() > end) throw new Error(`Nothing was swept on ${night}`);
    await pause(25);
  }
}

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'rebond-sweeps-'));
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  workers = await Promise.all([start(), start()]);
  await swept('2023-01-20');
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await judge.end();
  await database.drop();
  rmSync(folder, { recursive: true });
  jest.restoreAllMocks();
});

describe('the store of files is swept every night at four, in Paris', () => {
  it('not before, then once, whatever the number of workers', async () => {
    sweeps = 0;
    const [old, recent] = [orphan('ab'.repeat(32), 72), orphan('cd'.repeat(32), 1)];
    clock.set('2023-01-21T03:59:59+01:00[Europe/Paris]');
    await pause(500);
    expect(existsSync(old)).toBe(true);
    clock.set('2023-01-21T04:00+01:00[Europe/Paris]');
    await swept('2023-01-21');
    await pause(500);
    expect([existsSync(old), existsSync(recent), sweeps]).toEqual([false, true, 1]);
  });

  it('once for all the nights that the workers were down', async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    clock.set('2023-01-25T12:00+01:00[Europe/Paris]');
    workers = await Promise.all([start(), start()]);
    await swept('2023-01-25');
    expect(await nights()).toEqual(['2023-01-20', '2023-01-21', '2023-01-25']);
  });
});

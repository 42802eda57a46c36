import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { HeldClock } from '../../../../test/support/clock.js';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startProductWorker } from '../../../../test/support/product-worker.js';
import type { TestWorker } from '../../../../test/support/worker.js';

const clock = new HeldClock('2023-03-15T12:00+01:00[Europe/Paris]');
let database: TestDatabase;
let judge: Client;
let worker: TestWorker;

const keep = (key: string, at: string): Promise<unknown> =>
  judge.query(
    `insert into platform.idempotency (seat_id, key, request_hash, at, answer) values (uuidv7(), $1, $2, $3, '{}')`,
    [key, Buffer.alloc(32), at],
  );

beforeAll(async () => {
  database = await testDatabase();
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  await keep('older than thirty days', '2023-02-13T10:59:59Z');
  await keep('of the last thirty days', '2023-02-13T11:00:00Z');
  worker = await startProductWorker({ database, clock });
});
afterAll(async () => {
  await worker.stop();
  await judge.end();
  await database.drop();
});

it('forgets every night the answers kept for retries, thirty days after', async () => {
  const end = performance.now() + 20_000;
  const night = `select 1 from platform.nightly where task = 'retentions' and done_at is not null`;
  while ((await judge.query(night)).rowCount === 0 && performance.now() < end) await pause(25);
  const { rows } = await judge.query('select key from platform.idempotency');
  expect(rows).toEqual([{ key: 'of the last thirty days' }]);
});

import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { enqueueMails, SYSTEM } from '@rebond/platform';
import { HeldClock } from '../../../../test/support/clock.js';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startWorker, type TestWorker } from '../../../../test/support/worker.js';
import { MailWork } from './mail-work.js';

const clock = new HeldClock('2023-01-20T12:00+01:00[Europe/Paris]');
let database: TestDatabase;
let judge: Client;
let worker: TestWorker;

interface Row {
  readonly id: string;
  readonly attempts: number;
}

async function mail(): Promise<Row> {
  const { rows } = await judge.query<Row>('select id, attempts from platform.mail');
  if (!rows[0]) throw new Error('no mail');
  return rows[0];
}

async function attempted(times: number): Promise<Row> {
  const end = performance.now() + 20_000;
  for (;;) {
    const row = await mail();
    if (row.attempts >= times) return row;
    if (performance.now() > end) throw new Error(`Tried ${row.attempts} times, not ${times}`);
    await pause(25);
  }
}

beforeAll(async () => {
  database = await testDatabase();
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  // Nobody listens there.
  worker = await startWorker({ database, clock, modules: [], environment: { SMTP_URL: 'smtp://127.0.0.1:9' } });
});
afterAll(async () => {
  await worker.stop();
  await judge.end();
  await database.drop();
});

describe('a mail whose server does not answer', () => {
  it('waits for its next attempt, however many jobs the queue still has for it', async () => {
    await worker.transactions.run(SYSTEM, (tx) =>
      enqueueMails(tx, [
        {
          ...{ kind: 'receipt', cause: 'one', candidacyId: null, subject: 'Reçu', text: 'Bonjour' },
          to: { address: 'camille@exemple.fr', name: null },
        },
      ]),
    );
    const { id } = await attempted(1);
    await worker.app.get(MailWork).perform([id]);
    await worker.app.get(MailWork).perform([id]);
    expect((await mail()).attempts).toBe(1);
    clock.advance({ seconds: 1 });
    expect((await attempted(2)).attempts).toBe(2);
  });
});

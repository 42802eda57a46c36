import { Client } from 'pg';

import { api } from '../support/api.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { testRedisUrl } from '../support/queue.js';
import { TEST_SECRET_KEYS } from '../support/secret-keys.js';
import { seatOf } from '../support/seats.js';
import { ProductProcess, SERVER } from './process.js';

let database: TestDatabase;
let judge: Client;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  token = (await seatOf(database, { role: 'programme_director' })).token;
});
afterAll(async () => {
  await judge.end();
  await database.drop();
});

function serve(variables: Readonly<Record<string, string>> = {}): ProductProcess {
  const redisUrl = testRedisUrl();
  return ProductProcess.start(SERVER, {
    DATABASE_URL: database.appUrl,
    SMTP_URL: 'smtp://127.0.0.1:9',
    FILES_DIR: '/nonexistent',
    SECRET_KEYS: TEST_SECRET_KEYS,
    PORT: '0',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...variables,
  });
}

const register = (url: string, name: string) =>
  api(url, token).post('/api/organisations', { kind: 'region', name, mailbox: `${name}@test.example` });

/** Waits until a statement of the application stands in front of a lock. */
async function untilBlocked(): Promise<void> {
  for (;;) {
    const { rows } = await judge.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Holds what every registration needs while `work` runs. */
async function withRegistryHeld(work: () => Promise<void>): Promise<void> {
  const holder = new Client({ connectionString: database.superuserUrl });
  await holder.connect();
  await holder.query('begin; lock table identity.organisation in access exclusive mode');
  try {
    await work();
  } finally {
    await holder.query('rollback');
    await holder.end();
  }
}

describe('a server that is told to end', () => {
  it('answers what it has begun, takes nothing new, and ends with 0', async () => {
    const server = serve();
    const url = await server.url();
    let answer: ReturnType<typeof register> | undefined;
    await withRegistryHeld(async () => {
      answer = register(url, 'begun');
      await untilBlocked();
      server.signal('SIGTERM');
      await expect(
        (async () => {
          for (;;) {
            const { status } = await api(url).get('/health/ready');
            if (status === 503) throw new Error('closing');
          }
        })(),
      ).rejects.toThrow();
    });
    expect((await answer)?.status).toBe(201);
    expect((await server.ended).code).toBe(0);
    const { rows } = await judge.query(`select 1 from identity.organisation where name = 'begun'`);
    expect(rows).toHaveLength(1);
  });

  it('waits no longer than it is told: it ends with 1, and what it had begun is not done', async () => {
    const server = serve({ SHUTDOWN_TIMEOUT_MS: '500' });
    const url = await server.url();
    await withRegistryHeld(async () => {
      const answer = register(url, 'cut');
      const cut = expect(answer).rejects.toThrow();
      await untilBlocked();
      server.signal('SIGTERM');
      const { code, stderr } = await server.ended;
      expect(code).toBe(1);
      expect(stderr).toContain('shutdown took too long');
      await cut;
    });
    const { rows } = await judge.query(`select 1 from identity.organisation where name = 'cut'`);
    expect(rows).toHaveLength(0);
  });

  it('ends at once when it has nothing to do, also by Ctrl-C', async () => {
    const server = serve();
    await server.url();
    const before = performance.now();
    server.signal('SIGINT');
    expect((await server.ended).code).toBe(0);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

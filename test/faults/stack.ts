import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort, migrate } from '@rebond/platform';
import Redis from 'ioredis';
import { Client } from 'pg';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../libs/platform/src/embedded/index.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { APPLICATION_LOGIN, OWNER_ROLE, prepareRoles } from '../support/roles.js';
import { TEST_SECRET_KEYS } from '../support/secret-keys.js';
import { clearLeftovers, FOLDER_PREFIX, note } from './leftovers.js';
import { type Accepted, type Acknowledged, AppendOnlyLog, type Blow } from './log.js';
import { ProductProcess } from './process.js';
import { type SmtpLog, startSmtpLog } from './smtp-log.js';

export interface Logs {
  readonly client: AppendOnlyLog<Acknowledged>;
  readonly smtp: AppendOnlyLog<Accepted>;
  readonly blows: AppendOnlyLog<Blow>;
}

/** The product as production runs it, on one machine: two servers, two workers, and servers of their own. */
export interface Stack {
  readonly database: { readonly ownerUrl: string; readonly appUrl: string; readonly superuserUrl: string };
  readonly serverUrls: readonly string[];
  readonly servers: readonly ProductProcess[];
  readonly workers: readonly ProductProcess[];
  readonly smtp: SmtpLog;
  readonly logs: Logs;
  /** Kills PostgreSQL, every process of it, and starts it again on its folder after `downMs`. @returns when it was dead */
  killPostgres(downMs: number): Promise<number>;
  /** As `killPostgres`; Redis keeps an append-only file. */
  killRedis(downMs: number): Promise<number>;
  /** Forgets everything that the queue holds: FLUSHALL, or its tables emptied. */
  wipeQueue(): Promise<void>;
  /** Waits until every server says that it is ready. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = 'faults';
const DATABASE = 'rebond_faults';

async function asSuperuser(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function until(isSo: () => Promise<boolean>, what: string, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > end) throw new Error(`Not in time: ${what}`);
    await pause(50);
  }
}

const childrenOf = (pid: number): number[] =>
  [...spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout.matchAll(/\d+/g)].map(Number);

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export async function startStack(queue: 'postgres' | 'redis'): Promise<Stack> {
  clearLeftovers();
  const folder = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  note(folder, process.pid, 'jest');
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, 'files'));
  const logs = {
    client: new AppendOnlyLog<Acknowledged>(join(folder, 'client.jsonl')),
    smtp: new AppendOnlyLog<Accepted>(join(folder, 'smtp.jsonl')),
    blows: new AppendOnlyLog<Blow>(join(folder, 'blows.jsonl')),
  };
  const startPostgres = async (): Promise<EmbeddedPostgres> => {
    const started = await startEmbeddedPostgres({
      dataFolder: join(folder, 'postgres'),
      maxConnections: 200,
      settings: { track_commit_timestamp: 'on' }, // the judge asks when a mail's row was committed
    });
    note(folder, started.pid, folder);
    return started;
  };
  let postgres = await startPostgres();
  const startOwnRedis = async (port: number): Promise<TestRedis> => {
    const redis = await startRedis({ folder: join(folder, 'redis'), port, appendOnly: true });
    if (!redis) throw new Error('redis-server is not installed');
    note(folder, redis.pid, 'redis-server');
    return redis;
  };
  let redis = queue === 'redis' ? await startOwnRedis(await freePort()) : null;
  const smtp = await startSmtpLog(logs.smtp);

  const login = (user: string): string => {
    const url = new URL(postgres.url(DATABASE));
    url.username = user;
    url.password = PASSWORD;
    return url.href;
  };
  const database = {
    ownerUrl: login(OWNER_ROLE),
    appUrl: login(APPLICATION_LOGIN),
    superuserUrl: postgres.url(DATABASE),
  };
  await asSuperuser(postgres.url(), async (client) => {
    await prepareRoles(client, { owner: PASSWORD, app: PASSWORD });
    await client.query(`create database ${DATABASE} owner ${OWNER_ROLE}`);
  });
  await migrate(database);

  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: database.appUrl,
    ...(redis ? { REDIS_URL: redis.url } : {}),
    SMTP_URL: smtp.url,
    FILES_DIR: join(folder, 'files'),
    SECRET_KEYS: TEST_SECRET_KEYS,
    // A few seats ask for what thousands do.
    RATE_LIMIT_SEAT: '0',
    LOG_LEVEL: 'warn',
  };
  const ports = [await freePort(), await freePort()];
  const servers = ports.map(
    (port, i) =>
      new ProductProcess('server', folder, join(folder, `server-${i}.log`), { ...environment, PORT: String(port) }),
  );
  const workers = [0, 1].map((i) => new ProductProcess('worker', folder, join(folder, `worker-${i}.log`), environment));
  const serverUrls = ports.map((port) => `http://127.0.0.1:${port}`);
  const isReady = async (url: string): Promise<boolean> =>
    (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) })).status === 200;
  const ready = async (): Promise<void> => {
    for (const url of serverUrls) await until(() => isReady(url), `server ${url}`);
  };
  for (const one of [...servers, ...workers]) one.start();
  await ready();

  return {
    database,
    serverUrls,
    servers,
    workers,
    smtp,
    logs,
    ready,
    killPostgres: async (downMs) => {
      const backends = childrenOf(postgres.pid);
      postgres.kill('SIGKILL');
      for (const pid of backends) killIfAlive(pid);
      const dead = Date.now();
      await pause(downMs);
      postgres = await startPostgres();
      return dead;
    },
    killRedis: async (downMs) => {
      if (!redis) throw new Error('this stack has no Redis');
      const { port } = redis;
      redis.kill('SIGKILL');
      const dead = Date.now();
      await pause(downMs);
      redis = await startOwnRedis(port);
      return dead;
    },
    wipeQueue: async () => {
      if (redis) {
        const client = new Redis(redis.url);
        await client.flushall();
        await client.quit();
      } else {
        await asSuperuser(database.superuserUrl, async (client) => {
          await client.query('delete from bullmq.job');
        });
      }
    },
    stop: async () => {
      await Promise.all([...servers, ...workers].map((one) => one.kill('SIGKILL')));
      await smtp.stop();
      await redis?.stop();
      await postgres.stop();
      if (process.env['FAULT_KEEP'] === undefined)
        rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

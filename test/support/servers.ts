import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../libs/platform/src/embedded/index.js';
import { dropRunDatabases, prepareRoles } from './roles.js';
import { startRedis, type TestRedis } from './redis.js';
import { announceRun, currentRun } from './run.js';

const FOLDER = /^rebond-test-\w+$/;

interface Servers {
  readonly folder: string;
  readonly postgres: EmbeddedPostgres | undefined;
  readonly redis: TestRedis | undefined;
}
const held = globalThis as { rebondTestServers?: Servers };

const quietly = (work: () => void): void => {
  try {
    work();
  } catch {
    // It has ended already, or is not ours.
  }
};

/** The mark goes last: a folder that a dying server still writes to is left for the next run to remove. */
function removeRunFolder(folder: string): void {
  for (const below of ['postgres', 'redis', ''])
    rmSync(join(folder, below), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** A run that was killed leaves its servers: their folder names the process that no longer is. */
function clearDeadRuns(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => FOLDER.test(one))) {
    const folder = join(tmpdir(), name);
    quietly(() => {
      const owner = Number(readFileSync(join(folder, 'run.pid'), 'utf8'));
      try {
        process.kill(owner, 0);
        return;
      } catch {
        // The run has ended.
      }
      for (const file of ['postgres/cluster/postmaster.pid', 'redis/redis.pid'])
        quietly(() => process.kill(parseInt(readFileSync(join(folder, file), 'utf8'), 10), 'SIGQUIT'));
      removeRunFolder(folder);
    });
  }
}

async function redisForRun(folder: string): Promise<TestRedis | undefined> {
  if (process.env['TEST_QUEUE'] !== 'redis') return undefined;
  const redis = await startRedis({ folder: join(folder, 'redis') });
  if (redis) {
    writeFileSync(join(folder, 'redis', 'redis.pid'), String(redis.pid));
    return redis;
  }
  const missing = 'redis-server is not installed (Debian: apt-get install redis-server)';
  if (process.env['REQUIRE_REDIS'] === '1') throw new Error(`${missing} and REQUIRE_REDIS=1.`);
  process.stderr.write(`\n${missing}: the queue's tests run on PostgreSQL instead.\n`);
  return undefined;
}

/** The run's own PostgreSQL, or TEST_DATABASE_URL's (a superuser's address); Redis when TEST_QUEUE=redis. */
export async function startServers(): Promise<void> {
  clearDeadRuns();
  const folder = mkdtempSync(join(tmpdir(), 'rebond-test-'));
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'run.pid'), String(process.pid));
  const external = process.env['TEST_DATABASE_URL'];
  const settings = {
    log_min_messages: 'fatal',
    max_wal_size: '4GB',
    checkpoint_timeout: '1h',
    shared_buffers: '256MB',
  };
  const postgres = external
    ? undefined
    : await startEmbeddedPostgres({
        dataFolder: join(folder, 'postgres'),
        fsync: false,
        maxConnections: 400,
        settings,
      });
  held.rebondTestServers = { folder, postgres, redis: undefined };
  // Ctrl-C or a crash of Jest skips the teardown; what remains to be done must not wait.
  process.once('exit', () => {
    quietly(() => postgres?.kill('SIGQUIT'));
    quietly(() => held.rebondTestServers?.redis?.kill('SIGKILL'));
    quietly(() => removeRunFolder(folder));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const redis = await redisForRun(folder);
  held.rebondTestServers = { folder, postgres, redis };
  const run = {
    id: randomBytes(4).toString('hex'),
    superuserUrl: external ?? postgres?.url() ?? '',
    passwords: { owner: randomBytes(12).toString('hex'), app: randomBytes(12).toString('hex') },
    redisUrl: redis?.url ?? null,
  };
  await withSuperuser(run.superuserUrl, (client) => prepareRoles(client, run.passwords));
  announceRun(run);
}

async function withSuperuser(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

export async function stopServers(): Promise<void> {
  const servers = held.rebondTestServers;
  if (!servers) return;
  await servers.redis?.stop();
  if (servers.postgres) await servers.postgres.stop();
  else await withSuperuser(currentRun().superuserUrl, (client) => dropRunDatabases(client, currentRun().id));
  removeRunFolder(servers.folder);
}

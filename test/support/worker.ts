import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { getQueueToken } from '@nestjs/bullmq';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';

import { CLOCK, type Config, PlatformModule, readConfig, Transactions } from '@rebond/platform';
import { PlatformJobsModule } from '@rebond-jobs/platform';

import type { HeldClock } from './clock.js';
import type { TestDatabase } from './database.js';
import { testRedisUrl } from './queue.js';
import { TEST_SECRET_KEYS } from './secret-keys.js';
import { type SmtpSink, startSmtpSink } from './smtp-sink.js';

export interface TestWorker {
  readonly app: INestApplicationContext;
  readonly transactions: Transactions;
  /** The worker's SMTP peer. */
  readonly inbox: SmtpSink;
  /**
   * Waits until nothing is due at the clock's instant: outbox, deliveries, reminders, mails. What waits for a later
   * instant, or was parked, does not count.
   * @throws Error that names what is still due after `timeoutMs`
   */
  settled(timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface TestWorkerOptions {
  readonly database: TestDatabase;
  readonly clock: HeldClock;
  /** Rooms' modules and their jobs modules, beside the platform's. */
  readonly modules: readonly (Type | DynamicModule)[];
  /** Shared by several workers; else the worker has its own and stops it. */
  readonly inbox?: SmtpSink;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Configuration of a process under test: queue of this run's backend, keys of this database only. */
export function testConfig(
  database: TestDatabase,
  environment: { readonly SMTP_URL: string; readonly FILES_DIR: string } & Readonly<Record<string, string>>,
): Config {
  const redis = testRedisUrl();
  return readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    LOG_LEVEL: 'silent',
    SECRET_KEYS: TEST_SECRET_KEYS,
    ...(redis === undefined ? {} : { REDIS_URL: redis }),
    QUEUE_PREFIX: `{${new URL(database.appUrl).pathname.slice(1)}}`,
    ...environment,
  });
}

/** Starts the background process in this one, on the held clock. */
export async function startWorker(options: TestWorkerOptions): Promise<TestWorker> {
  const inbox = options.inbox ?? (await startSmtpSink());
  const files = mkdtempSync(join(tmpdir(), 'rebond-files-'));
  const config = testConfig(options.database, { SMTP_URL: inbox.url, FILES_DIR: files, ...options.environment });
  const release = async (): Promise<void> => {
    if (!options.inbox) await inbox.stop();
    rmSync(files, { recursive: true, force: true });
  };
  const app = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(config, 'test'), PlatformJobsModule.forRoot(config), ...options.modules],
  })
    .overrideProvider(CLOCK)
    .useValue(options.clock)
    .compile();
  try {
    await app.init();
  } catch (error) {
    await app.close();
    await release();
    throw error;
  }
  return {
    app,
    transactions: app.get(Transactions),
    inbox,
    settled: (timeoutMs = 20_000) => settle(options, firesReminders(app), timeoutMs),
    stop: async () => {
      await app.close();
      await release();
    },
  };
}

/** Whether RemindersJobsModule is among the modules; without it due reminders stay as they are. */
function firesReminders(app: INestApplicationContext): boolean {
  try {
    return app.get(getQueueToken('reminders'), { strict: false }) !== undefined;
  } catch {
    return false;
  }
}

const DUE = `
  select (select count(*) from platform.outbox where expanded_at is null)::int as outbox,
         (select count(*) from platform.delivery
           where done_at is null and parked_at is null and next_attempt_at <= $1)::int as deliveries,
         (select count(*) from reminders.reminder
           where $2 and fired_at is null and cancelled_at is null and missed_at is null and parked_at is null
             and next_attempt_at <= $1)::int as reminders,
         (select count(*) from platform.mail
           where sent_at is null and parked_at is null and next_attempt_at <= $1)::int as mails`;

/** A lease ends by the clock, which stands still or was put back here: what is held that long in real time is free again. */
const LEASE_MS = 4_000;
const FREE = ['platform.delivery', 'reminders.reminder', 'platform.mail'].map(
  (table) => `update ${table} set claimed_until = null where claimed_until is not null`,
);

async function settle({ database, clock }: TestWorkerOptions, reminders: boolean, timeoutMs: number): Promise<void> {
  const judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  try {
    const end = performance.now() + timeoutMs;
    let leased = performance.now() + LEASE_MS;
    for (;;) {
      const { rows } = await judge.query<Record<string, number>>(DUE, [clock.now().toString(), reminders]);
      const due = Object.entries(rows[0] ?? {}).filter(([, count]) => count > 0);
      if (due.length === 0) return;
      if (performance.now() > end) throw new Error(`Still due: ${JSON.stringify(Object.fromEntries(due))}`);
      if (performance.now() > leased) {
        for (const free of FREE) await judge.query(free);
        leased += LEASE_MS;
      }
      await pause(25);
    }
  } finally {
    await judge.end();
  }
}

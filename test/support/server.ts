import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '@rebond/kernel';
import { CLOCK, type Config, makeHttp, makeLogger, readConfig } from '@rebond/platform';

import { ServerModule } from '../../apps/server/src/server.module.js';
import type { TestDatabase } from './database.js';
import { testRedisUrl } from './queue.js';
import { TEST_SECRET_KEYS } from './secret-keys.js';

/** What a mail server proves itself with to a server of the tests. */
export const TEST_INBOUND_SECRET = 'secret-of-the-tests-for-inbound-mail';

/** `variables` replace the defaults. */
function testConfig(
  database: Pick<TestDatabase, 'appUrl'>,
  filesDir: string,
  variables: Readonly<Record<string, string>> = {},
): Config {
  const redisUrl = testRedisUrl();
  return readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    SMTP_URL: 'smtp://127.0.0.1:9',
    FILES_DIR: filesDir,
    SECRET_KEYS: TEST_SECRET_KEYS,
    RATE_LIMIT_SEAT: '0',
    RATE_LIMIT_ADDRESS: '0',
    PORT: '0',
    LOG_LEVEL: 'silent',
    INBOUND_MAIL_SECRET: TEST_INBOUND_SECRET,
    ...variables,
  });
}

/** The same modules with their clock held by the test. */
function withClock(module: DynamicModule, clock: Clock): DynamicModule {
  const replaced = (module.providers ?? []).map((provider) =>
    typeof provider === 'object' && provider.provide === CLOCK ? { provide: CLOCK, useValue: clock } : provider,
  );
  const imports = (module.imports ?? []).map((one) =>
    typeof one === 'object' && 'module' in one ? withClock(one, clock) : one,
  );
  return { ...module, providers: replaced, imports };
}

export interface TestServer {
  readonly url: string;
  readonly app: NestFastifyApplication;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly database: Pick<TestDatabase, 'appUrl'>;
  /** Holds the process's time; without it the machine's clock runs. */
  readonly clock?: Clock;
  /** Modules beside the product's. */
  readonly modules?: readonly (Type | DynamicModule)[];
  /** Environment variables that replace the test's defaults. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** The product's HTTP process on a free port. Stop it before the database is dropped. */
export async function startServer({ database, clock, modules = [], variables }: ServerOptions): Promise<TestServer> {
  const files = mkdtempSync(join(tmpdir(), 'rebond-files-'));
  const config = testConfig(database, files, { ...(clock ? { CLOCK: 'simulated' } : {}), ...variables });
  const product = ServerModule.forRoot(config);
  const whole = { ...product, imports: [...(product.imports ?? []), ...modules] };
  const app = await makeHttp(clock ? withClock(whole, clock) : whole, config, makeLogger(config, 'server'));
  await app.listen(0, '127.0.0.1');
  return {
    url: await app.getUrl(),
    app,
    stop: async () => {
      await app.close();
      rmSync(files, { recursive: true, force: true });
    },
  };
}

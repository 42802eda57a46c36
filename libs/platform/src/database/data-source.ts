import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { types } from 'pg';
import type { Config } from '../config/config.js';

const DATE = 1082;
const BIGINT = 20;

// A calendar date has no zone: it stays the text `2023-02-01`. Bigints are cents and counts, all below 2^53.
types.setTypeParser(DATE, (text) => text);
types.setTypeParser(BIGINT, Number);

/** PostgreSQL is not there yet, or is recovering; anything else (a wrong password, no such database) will not mend itself. */
const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
]);

function mayPass(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (code !== undefined && PASSING.has(code)) || /^Connection terminated|timeout/.test(message ?? '');
}

/** The pool of this process. Rooms add their entities by `TypeOrmModule.forFeature`. */
export function dataSourceOptions(config: Config): TypeOrmModuleOptions {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    autoLoadEntities: true,
    applicationName: 'rebond',
    poolSize: config.DATABASE_POOL,
    synchronize: false,
    installExtensions: false,
    // A process that starts while its database recovers waits for it, half a minute.
    retryAttempts: 60,
    retryDelay: 500,
    toRetry: mayPass,
    extra: { idleTimeoutMillis: 30_000, connectionTimeoutMillis: 20_000 },
  };
}

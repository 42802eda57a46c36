import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { types } from 'pg';
import type { Config } from '../config/config.js';

const DATE = 1082;
const BIGINT = 20;

// A calendar date has no zone: it stays the text `2023-02-01`. Bigints are cents and counts, all below 2^53.
types.setTypeParser(DATE, (text) => text);
types.setTypeParser(BIGINT, Number);

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
    retryAttempts: 5,
    retryDelay: 500,
    extra: { idleTimeoutMillis: 30_000, connectionTimeoutMillis: 20_000 },
  };
}

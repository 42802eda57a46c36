import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Pool } from 'pg';
import type { Config } from '../config/config.js';
import { QUEUE_SCHEMA } from '../database/migrate.js';

/** Connections of the queue's PostgreSQL backend in one worker: each BullMQ worker keeps one for LISTEN. */
const QUEUE_POOL = 16;

/**
 * BullMQ's connection: Redis when REDIS_URL is set, else its PostgreSQL backend. Its tables are made by
 * `rebond migrate` as owner, never at boot.
 */
@Module({})
export class QueueModule {
  static forRoot(config: Config): DynamicModule {
    const bull =
      config.REDIS_URL === undefined
        ? (setDefaultBackendFactory(createPostgresBackend as never),
          BullModule.forRoot({ connection: postgresPool(config) }))
        : BullModule.forRoot({
            connection: { url: config.REDIS_URL, maxRetriesPerRequest: null },
            prefix: config.QUEUE_PREFIX,
          });
    return { module: QueueModule, imports: [bull], global: true };
  }
}

function postgresPool(config: Config): Pool {
  const pool = new Pool({
    connectionString: config.DATABASE_URL,
    max: QUEUE_POOL,
    options: `-c search_path=${QUEUE_SCHEMA}`,
    application_name: 'rebond-queue',
  });
  pool.on('error', () => undefined); // an idle connection died; the next query opens another
  return pool;
}

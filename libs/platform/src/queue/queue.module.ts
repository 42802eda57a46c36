import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
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
    // The default is the process's, not the module's: it is set either way.
    setDefaultBackendFactory(config.REDIS_URL === undefined ? (createPostgresBackend as never) : undefined);
    if (config.REDIS_URL !== undefined) {
      const connection = { url: config.REDIS_URL, maxRetriesPerRequest: null };
      return {
        module: QueueModule,
        imports: [BullModule.forRoot({ connection, prefix: config.QUEUE_PREFIX })],
        global: true,
      };
    }
    const pool = postgresPool(config);
    return {
      module: QueueModule,
      imports: [BullModule.forRoot({ connection: pool })],
      providers: [{ provide: QueuePool, useValue: new QueuePool(pool) }],
      global: true,
    };
  }
}

/** BullMQ leaves a pool that it was given open; this one is ended after its queues and workers. */
class QueuePool implements OnApplicationShutdown {
  constructor(private readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

function postgresPool(config: Config): Pool {
  const pool = new Pool({
    connectionString: config.DATABASE_URL,
    max: QUEUE_POOL,
    options: `-c search_path=${QUEUE_SCHEMA}`,
    application_name: 'rebond-queue',
  });
  pool.setMaxListeners(0); // each queue and each worker listens for its errors
  pool.on('error', () => undefined); // an idle connection died; the next query opens another
  // A connection that dies in BullMQ's hands: its query fails, and the process goes on.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import type { Pool } from 'pg';
import type { Config } from '../config/config.js';
import { postgresPool } from './postgres-pool.js';

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

import type { QueueOptions } from 'bullmq';
import type { Config } from '../config/config.js';
import { postgresPool } from './postgres-pool.js';
import { QUEUES } from './queues.js';

/**
 * Opens every queue as a worker does and asks it for its figures; for a process that runs no worker itself.
 * @returns jobs that wait
 * @throws Error of the backend when it cannot be reached or used
 */
export async function probeQueues(config: Config): Promise<number> {
  // Loaded by who asks, not by every process that has this room.
  const { createPostgresBackend, setDefaultBackendFactory } = await import('bullmq');
  if (config.REDIS_URL !== undefined) {
    setDefaultBackendFactory(undefined);
    const connection = {
      url: config.REDIS_URL,
      maxRetriesPerRequest: 1,
      connectTimeout: 5_000,
      retryStrategy: () => null,
    };
    return waiting({ connection, prefix: config.QUEUE_PREFIX });
  }
  setDefaultBackendFactory(createPostgresBackend as never);
  const pool = postgresPool(config);
  try {
    return await waiting({ connection: pool });
  } finally {
    await pool.end();
  }
}

async function waiting(options: QueueOptions): Promise<number> {
  const { Queue } = await import('bullmq');
  let sum = 0;
  for (const name of QUEUES) {
    const queue = new Queue(name, options);
    const lost = new Promise<never>((_, reject) => queue.once('error', reject));
    lost.catch(() => undefined);
    try {
      sum += await Promise.race([queue.getWaitingCount(), lost]);
    } finally {
      queue.on('error', () => undefined);
      await queue.close();
    }
  }
  return sum;
}

import { REDIS_DATABASES } from './redis.js';
import { currentRun, workerNumber } from './run.js';

export type TestQueueBackend = 'postgres' | 'redis';

/** The backend that this run's queues stand on: `TEST_QUEUE`, or PostgreSQL where Redis is not installed. */
export const testQueueBackend = (): TestQueueBackend => (currentRun().redisUrl === null ? 'postgres' : 'redis');

/** The `REDIS_URL` of this Jest worker, with a logical database of its own; undefined on PostgreSQL. */
export function testRedisUrl(): string | undefined {
  const { redisUrl } = currentRun();
  return redisUrl === null ? undefined : `${redisUrl}/${workerNumber() % REDIS_DATABASES}`;
}

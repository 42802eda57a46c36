import { Pool } from 'pg';
import type { Config } from '../config/config.js';
import { QUEUE_SCHEMA } from '../database/migrate.js';

/** Connections of the queue's PostgreSQL backend in one worker: each BullMQ worker keeps one for LISTEN. */
const QUEUE_POOL = 16;

/** The queue's own pool, on direct connections: LISTEN does not pass a pooler. */
export function postgresPool(config: Config): Pool {
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

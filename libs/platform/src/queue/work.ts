import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { z } from 'zod';
import type { Tx } from '../database/transactions.js';
import type { QueueName } from './queues.js';

/** A claimed row is left to its job for this long; then the pump takes it as forgotten and claims it again. */
export const LEASE = Temporal.Duration.from({ seconds: 20 });

const payload = z.array(z.string()).min(1);

/**
 * One kind of background work: due rows are claimed in PostgreSQL, their ids travel by BullMQ, and `perform` reads
 * the rows again. The queue may lose everything: an unfinished row's lease runs out and it is claimed anew.
 */
export abstract class Work extends WorkerHost {
  abstract readonly queue: QueueName;
  /** Most rows claimed at once. */
  readonly limit: number = 500;

  /** Claims due rows until `lease` and gives the ids, one list per job. Runs as the system, in its own transaction. */
  abstract claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]>;

  /** Does the work of one job; idempotent, for any job may come twice. */
  abstract perform(ids: readonly string[]): Promise<void>;

  override async process(job: Job): Promise<void> {
    await this.perform(payload.parse(job.data));
  }
}

/** Declares the BullMQ worker of a `Work`. Retries belong to the rows, so a job is tried once. */
export const WorkOn = (queue: QueueName, concurrency = 4): ClassDecorator =>
  Processor(queue, {
    concurrency,
    lockDuration: 15_000,
    stalledInterval: 5_000,
    maxStalledCount: 5,
    removeOnComplete: { age: 60 },
    removeOnFail: { age: 86_400 },
  });

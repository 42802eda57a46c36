import { getQueueToken } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import type { Clock } from '@rebond/kernel';
import { CLOCK } from '../clock/clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { SYSTEM } from '../database/actor.js';
import { Transactions } from '../database/transactions.js';
import { LOGGER } from '../telemetry/logger.js';
import { LEASE, Work } from './work.js';

const IDLE_MS = 150;
/** The simulated clock waits for nobody: the demo would spend its time in rests. */
const IDLE_SIMULATED_MS = 15;
const TROUBLE_MS = 1_000;

/** Turns due rows into wake-ups, for every kind of work, until the process stops. */
@Injectable()
export class Pump implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stop = new AbortController();
  private loops: Promise<void>[] = [];
  private readonly idle: number;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly modules: ModuleRef,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) config: Config,
  ) {
    this.idle = config.CLOCK === 'simulated' ? IDLE_SIMULATED_MS : IDLE_MS;
  }

  async onApplicationBootstrap(): Promise<void> {
    const kinds = this.discovery
      .getProviders()
      .map((wrapper) => wrapper.instance as unknown)
      .filter((instance): instance is Work => instance instanceof Work);
    const doubled = kinds.map((kind) => kind.queue).filter((name, i, all) => all.indexOf(name) !== i);
    if (doubled.length > 0) throw new Error(`Queues with two workers: ${doubled.join(', ')}`);
    const fed = kinds.map((kind) => ({ kind, queue: this.queueOf(kind) }));
    // BullMQ's PostgreSQL backend keeps a first connection that failed as its answer for ever: a process that starts
    // while its queue is away must end and be started again, or it would claim rows and never hand them over.
    await Promise.all(fed.flatMap(({ kind, queue }) => [queue.waitUntilReady(), kind.worker.waitUntilReady()]));
    this.loops = fed.map(({ kind, queue }) => this.loop(kind, queue));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.loops);
  }

  /** The queue of a kind; a lost connection is said in one line, by whoever notices it, and mended by BullMQ. */
  private queueOf(work: Work): Queue {
    const queue = this.modules.get<Queue>(getQueueToken(work.queue), { strict: false });
    const tell = (error: Error): void => {
      if (this.stop.signal.aborted) return;
      this.logger.warn({ reason: error.message, queue: work.queue }, 'the queue is in trouble');
    };
    queue.on('error', tell);
    work.worker.on('error', tell);
    work.worker.on('failed', (job, error) => {
      this.logger.error({ err: error, queue: work.queue, data: job?.data as unknown }, 'a job failed');
    });
    return queue;
  }

  private async loop(work: Work, queue: Queue): Promise<void> {
    while (!this.stop.signal.aborted) {
      const wait = await this.turn(work, queue).catch((error: unknown) => {
        this.logger.warn({ err: error, queue: work.queue }, 'the pump will try again');
        return TROUBLE_MS;
      });
      await pause(wait, this.stop.signal);
    }
  }

  /** Claims once and hands the ids to the queue; tells how long to rest. */
  private async turn(work: Work, queue: Queue): Promise<number> {
    await this.clock.refresh();
    const jobs = await this.transactions.run(SYSTEM, (tx) => work.claim(tx, this.clock.now().add(LEASE)));
    if (jobs.length === 0) return this.idle;
    await queue.addBulk(jobs.map((ids) => ({ name: work.queue, data: ids })));
    return jobs.length >= work.limit / 2 ? 0 : this.idle / 3;
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds === 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

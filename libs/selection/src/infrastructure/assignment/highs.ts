import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Engine, Limits, Solution } from '../../application/assignment/engine.js';
import type { Program } from '../../domain/assignment/program.js';
import type { HighsAnswer, HighsRequest } from './highs-worker.js';

/** Beyond its own limit, the thread is taken to be lost. */
const GRACE_SECONDS = 10;

interface Waiting {
  readonly resolve: (solution: Solution) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * HiGHS on a thread of its own, so that whoever asks goes on meanwhile. One program at a time: the solver holds one
 * memory. A thread that dies (out of memory, on a program that it can't bear) has found nothing; the next program gets a
 * new one.
 */
@Injectable()
export class Highs implements Engine, OnModuleDestroy {
  private worker: Worker | undefined;
  private asked = 0;
  private readonly waiting = new Map<number, Waiting>();

  solve(program: Program, limits: Limits): Promise<Solution> {
    const id = (this.asked += 1);
    return new Promise((resolve) => {
      const timer = setTimeout(() => void this.close(), (limits.seconds + GRACE_SECONDS) * 1000);
      this.waiting.set(id, { resolve, timer });
      this.open().postMessage({ id, program, ...limits } satisfies HighsRequest);
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  onModuleDestroy(): Promise<void> {
    return this.close();
  }

  private open(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(join(__dirname, `highs-worker${extname(__filename)}`));
    worker.on('message', (answer: HighsAnswer) => this.answered(answer));
    worker.on('error', () => this.gone(worker));
    worker.on('exit', () => this.gone(worker));
    this.worker = worker;
    return worker;
  }

  private answered({ id, ...solution }: HighsAnswer): void {
    this.settle(id, solution);
  }

  private gone(worker: Worker): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const id of this.waiting.keys()) this.settle(id, { status: 'stopped', values: [], duals: [] });
  }

  private settle(id: number, solution: Solution): void {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(id);
    waiting.resolve(solution);
  }
}

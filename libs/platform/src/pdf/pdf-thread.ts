import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { pdfOf, type PdfAnswer, type PdfRequest } from './pdf-request.js';

/** The compiler: the same file for threads and processes. */
export const WORKER = join(__dirname, `pdf-worker${extname(__filename)}`);

/** A document that is asked for. */
export interface PdfTask {
  readonly request: PdfRequest;
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that makes documents, one after the other. A process that waits for none of them may end. */
export class PdfThread {
  private readonly worker = new Worker(WORKER);
  private readonly tasks = new Map<number, PdfTask>();

  /**
   * @param onAnswer called after each document
   * @param onEnd called once, when the thread fails or ends: its documents are refused
   */
  constructor(onAnswer: (thread: PdfThread) => void, onEnd: (thread: PdfThread) => void) {
    let isOver = false;
    const over = (reason: unknown): void => {
      if (isOver) return;
      isOver = true;
      const error = reason instanceof Error ? reason : new Error(String(reason));
      for (const { reject } of this.tasks.values()) reject(error);
      this.tasks.clear();
      onEnd(this);
    };
    this.worker.on('message', (answer: PdfAnswer) => {
      this.answered(answer);
      onAnswer(this);
    });
    this.worker.on('error', over);
    this.worker.on('exit', () => over('The thread ended'));
  }

  /** Documents that it has not made yet. */
  get load(): number {
    return this.tasks.size;
  }

  take(task: PdfTask): void {
    this.tasks.set(task.request.id, task);
    this.worker.ref();
    this.worker.postMessage(task.request);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private answered(answer: PdfAnswer): void {
    const task = this.tasks.get(answer.id);
    this.tasks.delete(answer.id);
    if (this.tasks.size === 0) this.worker.unref();
    try {
      task?.resolve(pdfOf(answer));
    } catch (error) {
      task?.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Json } from '@rebond/kernel';
import type { PdfAnswer, PdfRequest } from './pdf-worker.js';

/** A document's layout in Typst: it reads its values by `json(bytes(sys.inputs.data))`, and holds none itself. */
export interface PdfTemplate {
  readonly name: string;
  readonly source: string;
}

/** What a page can show of a text: no control character but tabs and line breaks, no half of a surrogate pair. */
const plain = (_key: string, value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .toWellFormed()
        .replace(/\r\n?/g, '\n')
        // eslint-disable-next-line no-control-regex -- control characters are what is taken out
        .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '')
    : value;

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Makes PDF documents in this process, by Typst with the fonts that it carries (Libertinus, SIL OFL), on a thread of its
 * own: a long file takes some tenths of a second. Values reach a layout as data, never as a part of its source: nothing
 * that a person typed is an instruction.
 */
@Injectable()
export class Pdf implements OnModuleDestroy {
  private worker: Worker | undefined;
  private asked = 0;
  private readonly waiting = new Map<number, Waiting>();

  /**
   * @param at instant that the document bears as its creation
   * @throws Error when the layout does not compile, with what Typst says
   */
  render({ name, source }: PdfTemplate, data: Json, at: Temporal.Instant): Promise<Buffer> {
    const id = (this.asked += 1);
    const request: PdfRequest = {
      id,
      source,
      data: JSON.stringify(data, plain),
      createdAt: Math.floor(at.epochMilliseconds / 1000),
    };
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(new Error(`The layout ${name} fails: ${error.message}`));
      this.waiting.set(id, { resolve, reject: failed });
      const worker = this.open();
      worker.ref();
      worker.postMessage(request);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.worker?.terminate();
  }

  /** The thread is started by the first document, not by every process, and again after a failure of its own. */
  private open(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(join(__dirname, `pdf-worker${extname(__filename)}`));
    worker.on('message', (answer: PdfAnswer) => this.answered(answer));
    worker.on('error', (error) => this.gone(worker, error));
    worker.on('exit', () => this.gone(worker, new Error('The thread ended')));
    this.worker = worker;
    return worker;
  }

  private answered(answer: PdfAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    // A process that waits for nothing else may end.
    if (this.waiting.size === 0) this.worker?.unref();
    if ('pdf' in answer) waiting?.resolve(Buffer.from(answer.pdf));
    else waiting?.reject(new Error(answer.failure));
  }

  private gone(worker: Worker, error: unknown): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    const reason = error instanceof Error ? error : new Error(String(error));
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }
}

import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DomainError, say, UnavailableError, type Json } from '@rebond/kernel';
import { madeApart } from './pdf-apart.js';
import type { PdfRequest } from './pdf-request.js';
import { PdfThread, type PdfTask } from './pdf-thread.js';

/** A document's layout in Typst: it reads its values by `json(bytes(sys.inputs.data))`, and holds none itself. */
export interface PdfTemplate {
  readonly name: string;
  readonly source: string;
}

/** What a page can show of a text: no control character but tabs and line breaks, no byte order mark, no half of a pair. */
const plain = (_key: string, value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .toWellFormed()
        .replace(/\r\n?/g, '\n')
        // eslint-disable-next-line no-control-regex -- control characters are what is taken out
        .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g, '')
    : value;

/** Says which layout it was that failed; what the product refuses stays as it is. */
const failing =
  ({ name }: PdfTemplate) =>
  (error: unknown): never => {
    if (error instanceof DomainError) throw error;
    throw new Error(`The layout ${name} fails: ${error instanceof Error ? error.message : String(error)}`);
  };

/** As many threads as cores; more than that costs memory and wins nothing. */
const THREADS = Math.min(availableParallelism(), 8);
/** Documents given to a thread: the next one is there when it has made the first. */
const AHEAD = 2;
/** Long documents that are being made or wait to be. */
const MOST_LONG = 3;

/**
 * Makes PDF documents in this process, by Typst with the fonts that it carries (Libertinus, SIL OFL), on threads of their
 * own. Values reach a layout as data, never as a part of its source: nothing that a person typed is an instruction.
 */
@Injectable()
export class Pdf implements OnModuleDestroy {
  private asked = 0;
  private readonly queue: PdfTask[] = [];
  private readonly threads = new Set<PdfThread>();
  /** Processes of one long document each. */
  private readonly apart = new Set<ChildProcess>();
  private long = 0;
  private lastLong: Promise<unknown> = Promise.resolve();

  /**
   * @param at instant that the document bears as its creation
   * @throws Error when the layout does not compile, with what Typst says
   */
  render(template: PdfTemplate, data: Json, at: Temporal.Instant): Promise<Buffer> {
    const request = this.requestOf(template, data, at);
    return new Promise<Buffer>((resolve, reject) => {
      this.queue.push({ request, resolve, reject });
      this.give();
    }).catch(failing(template));
  }

  /**
   * As `render`, of a document that may have thousands of pages: one at a time, in a process that ends with it, so that no
   * letter waits for it and the memory it took is given back.
   * @throws UnavailableError `documents-under-way` when several are asked for already, `document-too-long`
   */
  async renderLong(template: PdfTemplate, data: Json, at: Temporal.Instant): Promise<Buffer> {
    if (this.long >= MOST_LONG)
      throw new UnavailableError(
        'documents-under-way',
        say`D’autres longs documents sont en cours : redemandez celui-ci dans une minute.`,
      );
    this.long += 1;
    const request = this.requestOf(template, data, at);
    const made = this.lastLong
      .then(() => madeApart(request, this.apart).catch(failing(template)))
      .finally(() => (this.long -= 1));
    this.lastLong = made.catch(() => undefined);
    return made;
  }

  async onModuleDestroy(): Promise<void> {
    for (const child of this.apart) child.kill('SIGKILL');
    await Promise.all([...this.threads].map((thread) => thread.end()));
  }

  private requestOf({ source }: PdfTemplate, data: Json, at: Temporal.Instant): PdfRequest {
    const id = (this.asked += 1);
    const createdAt = Math.floor(at.epochMilliseconds / 1000);
    return { id, source, data: JSON.stringify(data, plain), createdAt };
  }

  /** Gives the waiting documents to the threads that have fewest; a thread is started when all of them have some. */
  private give(): void {
    while (this.queue.length > 0) {
      const [least] = [...this.threads].sort((a, b) => a.load - b.load);
      const thread = least && (least.load === 0 || this.threads.size >= THREADS) ? least : this.open();
      if (thread.load >= AHEAD) return;
      const task = this.queue.shift();
      if (task) thread.take(task);
    }
  }

  /** Threads are started by documents, not by every process, and again after a failure of their own. */
  private open(): PdfThread {
    const thread = new PdfThread(
      () => this.give(),
      (ended) => {
        this.threads.delete(ended);
        this.give();
      },
    );
    this.threads.add(thread);
    return thread;
  }
}

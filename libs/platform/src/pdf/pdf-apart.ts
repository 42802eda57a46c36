import { fork, type ChildProcess } from 'node:child_process';
import { say, UnavailableError } from '@rebond/kernel';
import { pdfOf, type PdfAnswer, type PdfRequest } from './pdf-request.js';
import { WORKER } from './pdf-thread.js';

/** A document that takes longer is given up. */
const WITHIN_MS = 300_000;

/**
 * Makes one document in a process of its own, which ends with it: the memory that thousands of pages take is given back,
 * and were it to lack, this process would not end for it. It is told nothing of this process but the document.
 * @param children where the process is kept while it works, for whoever closes all of them
 * @throws UnavailableError `document-too-long`
 */
export function madeApart(request: PdfRequest, children: Set<ChildProcess>): Promise<Buffer> {
  const child = fork(WORKER, { env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.add(child);
  const answer = new Promise<PdfAnswer>((resolve, reject) => {
    child.once('message', (message) => resolve(message as PdfAnswer));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(ended(signal ?? String(code))));
    child.send(request);
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), WITHIN_MS);
  return answer.then(pdfOf).finally(() => {
    clearTimeout(timer);
    children.delete(child);
    child.kill('SIGKILL');
  });
}

const ended = (how: string): Error =>
  new UnavailableError('document-too-long', say`Ce document est trop long pour être fait ici.`, [], { ended: how });

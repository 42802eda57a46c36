import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface Sink {
  readonly url: string;
  /** Mails accepted so far. */
  mails(): Promise<number>;
  stop(): void;
}

/** A local SMTP server in another process, which accepts everything. */
export async function startSink(): Promise<Sink> {
  const child = fork(join(__dirname, 'smtp-sink.js'));
  const next = (): Promise<Record<string, number>> =>
    new Promise((resolve) => {
      child.once('message', (message) => resolve(message as Record<string, number>));
    });
  const { port } = await next();
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    mails: async () => {
      const answer = next();
      child.send('how many?');
      return (await answer)['mails'] ?? 0;
    },
    stop: () => {
      child.disconnect();
    },
  };
}

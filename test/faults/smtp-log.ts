import type { AddressInfo } from 'node:net';

import { SMTPServer, type SMTPServerSession } from 'smtp-server';

import type { Accepted, AppendOnlyLog } from './log.js';

export interface SmtpLog {
  readonly url: string;
  /** From now on a mail is accepted only after the promise; its sender waits. */
  hold(until: Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** An SMTP server that writes each Message-ID down at the moment of its 250, with that of its MAIL FROM. */
export async function startSmtpLog(log: AppendOnlyLog<Accepted>): Promise<SmtpLog> {
  const begun = new WeakMap<SMTPServerSession, number>();
  let held: { readonly until: Promise<void>; readonly reached: () => void } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onMailFrom(_address, session, done) {
      begun.set(session, Date.now());
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const accept = (): void => {
          const messageId = /^message-id:\s*(<[^>]+>)/im.exec(Buffer.concat(chunks).toString())?.[1] ?? '';
          const at = Date.now();
          log.append({ begun: begun.get(session) ?? at, at, messageId });
          done();
        };
        if (held === null) {
          accept();
        } else {
          held.reached();
          // The sender that is killed meanwhile never gets its 250: nothing was accepted.
          void held.until.then(() => done(new Error('held')));
        }
      });
    },
  });
  server.on('error', () => undefined); // a client that dies in mid-mail
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    hold: (until) =>
      new Promise((reached) => {
        held = { until, reached };
        void until.then(() => (held = null));
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

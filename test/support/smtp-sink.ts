import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

import type { AddressInfo } from 'node:net';

/** A mail as the peer got it: envelope and parsed content. */
export interface SunkMail {
  /** Where it goes back to when it can't be delivered. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly email: Email;
}

export interface SmtpSink {
  /** For `SMTP_URL`. */
  readonly url: string;
  /** In order of arrival. */
  readonly mails: readonly SunkMail[];
  /** Mails to one address. */
  to(address: string): readonly SunkMail[];
  clear(): void;
  /** From now on answers every mail with this refusal; null accepts again. */
  refuse(reason: { readonly code: number; readonly message: string } | null): void;
  stop(): Promise<void>;
}

/** An SMTP server on loopback that keeps what it gets. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  let refusal: { readonly code: number; readonly message: string } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusal) {
          done(Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
          return;
        }
        PostalMime.parse(Buffer.concat(chunks)).then((email) => {
          const { mailFrom } = session.envelope;
          mails.push({
            sender: mailFrom === false ? '' : mailFrom.address,
            recipients: session.envelope.rcptTo.map((one) => one.address),
            messageId: email.messageId ?? '',
            subject: email.subject ?? '',
            text: email.text ?? '',
            email,
          });
          done();
        }, done);
      });
    },
  });
  server.on('error', () => undefined); // a client that dies in mid-mail
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    to: (address) => mails.filter((mail) => mail.recipients.includes(address)),
    clear: () => {
      mails.length = 0;
    },
    refuse: (reason) => {
      refusal = reason;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

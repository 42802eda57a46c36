import type { CandidacyId } from '@rebond/kernel';
import { randomUUIDv7 } from 'node:crypto';
import { sha256 } from '../audit/journal.js';
import { statement } from '../database/statement.js';
import type { Tx } from '../database/transactions.js';

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  /** Text of the attachment (an iCalendar, for instance). */
  readonly content: string;
}

export interface Recipient {
  readonly address: string;
  readonly name: string | null;
}

export interface Mail {
  /** What it is about: `receipt`, `wave-prolonged`, `committee-convocation`… */
  readonly kind: string;
  /** With the recipient it makes the Message-ID: the same cause never leaves twice as two mails. */
  readonly cause: string;
  readonly candidacyId: CandidacyId | null;
  readonly to: Recipient;
  readonly subject: string;
  readonly text: string;
  /** Where an answer goes; nowhere when absent. */
  readonly replyTo?: string;
  readonly attachments?: readonly Attachment[];
}

const ENQUEUE = statement(
  'mail_enqueue',
  `insert into platform.mail
     (id, message_id, kind, candidacy_id, recipient, recipient_name, subject, text_body, attachments, reply_to, created_at,
      next_attempt_at)
   select m.id, m.message_id, m.kind, m.candidacy_id, m.recipient, m.recipient_name, m.subject, m.text_body,
          m.attachments::jsonb, m.reply_to, $11, $11
     from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                 $10::text[])
       as m(id, message_id, kind, candidacy_id, recipient, recipient_name, subject, text_body, attachments, reply_to)
   on conflict (message_id) do nothing`,
);

/** Deterministic (RFC 5322 §3.6.4): one cause and one recipient give one Message-ID. */
export const messageId = (kind: string, cause: string, address: string): string =>
  `<${kind}.${sha256(kind, '\n', cause, '\n', address).toString('hex').slice(0, 40)}@rebond.example>`;

/** Puts mails in the box; they leave after the commit. A mail already there is left alone. */
export async function enqueueMails(tx: Tx, mails: readonly Mail[]): Promise<void> {
  if (mails.length === 0) return;
  await tx.query(ENQUEUE, [
    mails.map(() => randomUUIDv7()),
    mails.map((mail) => messageId(mail.kind, mail.cause, mail.to.address)),
    mails.map((mail) => mail.kind),
    mails.map((mail) => mail.candidacyId),
    mails.map((mail) => mail.to.address),
    mails.map((mail) => mail.to.name),
    mails.map((mail) => mail.subject),
    mails.map((mail) => mail.text),
    mails.map((mail) => JSON.stringify(mail.attachments ?? [])),
    mails.map((mail) => mail.replyTo ?? null),
    tx.at.toString(),
  ]);
}

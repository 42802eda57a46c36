import { setImmediate as immediate } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import type { Clock } from '@rebond/kernel';
import { CLOCK } from '../clock/clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { SYSTEM } from '../database/actor.js';
import { statement } from '../database/statement.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { nextAttempt } from '../outbox/outbox.js';
import { Work, WorkOn } from '../queue/work.js';
import { LOGGER } from '../telemetry/logger.js';
import type { Attachment } from './mail.js';
import { returnAddress } from './return-address.js';

export const MAILS = 'mails';

const CONNECTIONS = 8;
/**
 * Mails of one job: they leave at once, one over each pooled connection, and their outcomes commit together. More would be
 * a little faster, and a kill would send more of them twice.
 */
const BATCH = CONNECTIONS;

const CLAIM = statement(
  'mail_claim',
  `update platform.mail m set claimed_until = $3
     from (select id from platform.mail
            where sent_at is null and parked_at is null and next_attempt_at <= $2
              and (claimed_until is null or claimed_until <= $2)
            order by next_attempt_at, id limit $1 for update skip locked) due
    where m.id = due.id returning m.id`,
);
const TAKE = statement(
  'mail_take',
  `select id, message_id, recipient, recipient_name, subject, text_body, attachments, reply_to, attempts,
          created_at
     from platform.mail where id = any($1::uuid[]) and next_attempt_at <= $2 and sent_at is null and parked_at is null
    order by id for update skip locked`,
);
const SETTLE = statement(
  'mail_settle',
  `update platform.mail m
      set sent_at = o.sent_at, server_response = o.response, last_error = o.error, parked_at = o.parked_at,
          attempts = m.attempts + 1, claimed_until = null, next_attempt_at = coalesce(o.again, m.next_attempt_at)
     from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
       as o(id, sent_at, response, error, again, parked_at)
    where m.id = o.id`,
);

interface MailRow {
  readonly id: string;
  readonly message_id: string;
  readonly recipient: string;
  readonly recipient_name: string | null;
  readonly subject: string;
  readonly text_body: string;
  readonly attachments: readonly Attachment[];
  readonly reply_to: string | null;
  readonly attempts: number;
  readonly created_at: Date;
}

interface Outcome {
  readonly id: string;
  readonly sentAt: Temporal.Instant | null;
  readonly response: string | null;
  readonly error: string | null;
  readonly again: Temporal.Instant | null;
  readonly parkedAt: Temporal.Instant | null;
}

/**
 * Sends the mail box. Rows stay locked while SMTP talks, so no other worker sends them; a kill while a mail is on
 * its way, before the commit that says it was sent, is the only way to the same Message-ID twice.
 */
@Injectable()
@WorkOn(MAILS, 4)
export class MailWork extends Work implements OnApplicationShutdown {
  readonly queue = MAILS;
  override readonly limit = 1000;
  private readonly transport: Transporter;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
    this.transport = createTransport({
      url: config.SMTP_URL,
      pool: true,
      maxConnections: CONNECTIONS,
      maxMessages: Infinity,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 10_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const rows = await tx.query<{ id: string }>(CLAIM, [this.limit, tx.at.toString(), lease.toString()]);
    const jobs: string[][] = [];
    for (let i = 0; i < rows.length; i += BATCH) jobs.push(rows.slice(i, i + BATCH).map((row) => row.id));
    return jobs;
  }

  async perform(ids: readonly string[]): Promise<void> {
    await this.clock.refresh();
    await this.transactions.run(SYSTEM, async (tx) => {
      const rows = await tx.query<MailRow>(TAKE, [ids, tx.at.toString()]);
      if (rows.length === 0) return;
      const outcomes: Outcome[] = [];
      const waiting = rows.values();
      const lane = async (): Promise<void> => {
        for (const row of waiting) {
          await immediate(); // what the network has told by now is heard
          // The connection that locked the rows is gone: what has not left yet stays for another job.
          if (tx.manager.queryRunner?.isReleased !== false)
            throw new Error('The rows of these mails are locked no more');
          outcomes.push(await this.send(row));
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, lane));
      await tx.query(SETTLE, [
        outcomes.map((one) => one.id),
        outcomes.map((one) => one.sentAt?.toString() ?? null),
        outcomes.map((one) => one.response),
        outcomes.map((one) => one.error),
        outcomes.map((one) => one.again?.toString() ?? null),
        outcomes.map((one) => one.parkedAt?.toString() ?? null),
      ]);
    });
  }

  private async send(row: MailRow): Promise<Outcome> {
    const { REPLY_DOMAIN: domain } = this.config;
    const nothing = { id: row.id, sentAt: null, response: null, error: null, again: null, parkedAt: null };
    try {
      const sent = (await this.transport.sendMail({
        messageId: row.message_id,
        from: { name: 'Rebond', address: this.config.MAIL_FROM },
        to: { name: row.recipient_name ?? '', address: row.recipient },
        ...(domain === undefined ? {} : { envelope: { from: returnAddress(row.id, domain), to: row.recipient } }),
        ...(row.reply_to === null ? {} : { replyTo: row.reply_to }),
        subject: row.subject,
        text: row.text_body,
        date: row.created_at,
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: row.attachments.map(({ filename, contentType, content }) => ({ filename, contentType, content })),
      })) as { response: string };
      return { ...nothing, sentAt: this.clock.now(), response: sent.response };
    } catch (error) {
      const again = nextAttempt(row.attempts + 1, this.clock.now());
      // A server's refusal quotes the address: the row keeps it, the log does not.
      const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
      this.logger.warn({ code, responseCode, mail: row.id, parked: again === null }, 'mail not sent');
      return { ...nothing, error: String(error), again, parkedAt: again === null ? this.clock.now() : null };
    }
  }
}

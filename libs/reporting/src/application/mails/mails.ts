import { z } from 'zod';
import { statement, type Tx } from '@rebond/platform';

export const MAIL_STATES = ['accepted', 'bounced', 'retrying', 'parked', 'waiting'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export const mailsQuery = z.strictObject({
  recipient: z.string().trim().max(200).optional(),
  state: z.union([z.literal(''), z.enum(MAIL_STATES)]).optional(),
  /** Id of the last mail of the page before. */
  after: z.uuid().optional(),
});
export type MailsQuery = z.output<typeof mailsQuery>;

const STATE = `case when m.bounced_at is not null then 'bounced' when m.sent_at is not null then 'accepted'
  when m.parked_at is not null then 'parked' when m.last_error is not null then 'retrying' else 'waiting' end`;

/** Neither text nor attachments: a mail may hold a link that signs its reader in. */
const SHOWN = `m.id, m.kind, m.candidacy_id, m.recipient, m.recipient_name, m.subject, m.created_at, m.sent_at, m.bounced_at,
  m.bounce_status, m.bounce_diagnostic, ${STATE} as state, coalesce(m.server_response, m.last_error) as answer`;

const LIST = statement(
  'office_mails',
  `select ${SHOWN} from platform.mail m
    where ($1::text is null or lower(m.recipient) like '%' || lower($1) || '%')
      and ($2::text is null or ${STATE} = $2) and ($3::uuid is null or m.id < $3)
    order by m.id desc limit $4`,
);
const READ = statement('office_mail', `select ${SHOWN} from platform.mail m where m.id = $1`);

export interface MailLine extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly candidacy_id: string | null;
  readonly recipient: string;
  readonly recipient_name: string | null;
  readonly subject: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly bounced_at: Date | null;
  readonly bounce_status: string | null;
  /** What the server that gave up said. */
  readonly bounce_diagnostic: string | null;
  readonly state: MailState;
  /** What our server answered at once, or why it could not be asked. */
  readonly answer: string | null;
}

export const MAILS_PAGE = 100;
const literalOf = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Mails, the newest first, with what the mail server said of each. */
export async function readMails(
  tx: Tx,
  query: MailsQuery,
): Promise<{ items: readonly MailLine[]; next: string | null }> {
  const recipient = query.recipient ? literalOf(query.recipient) : null;
  const rows = await tx.query<MailLine>(LIST, [recipient, query.state || null, query.after ?? null, MAILS_PAGE + 1]);
  const items = rows.slice(0, MAILS_PAGE);
  return { items, next: rows.length > MAILS_PAGE ? (items.at(-1)?.id ?? null) : null };
}

export const readMail = async (tx: Tx, id: string): Promise<MailLine | null> =>
  (await tx.query<MailLine>(READ, [id]))[0] ?? null;

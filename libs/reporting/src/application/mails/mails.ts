import { z } from 'zod';
import { AbsentError, type CandidacyId } from '@rebond/kernel';
import { enqueueMails, record, statement, type Attachment, type Tx } from '@rebond/platform';

export const MAIL_STATES = ['accepted', 'retrying', 'parked', 'waiting'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export const mailsQuery = z.strictObject({
  recipient: z.string().trim().max(200).optional(),
  state: z.union([z.literal(''), z.enum(MAIL_STATES)]).optional(),
  /** Id of the last mail of the page before. */
  after: z.uuid().optional(),
});
export type MailsQuery = z.output<typeof mailsQuery>;

const STATE = `case when m.sent_at is not null then 'accepted' when m.parked_at is not null then 'parked'
  when m.last_error is not null then 'retrying' else 'waiting' end`;

/** Neither text nor attachments: a mail may hold a link that signs its reader in. */
const LIST = statement(
  'office_mails',
  `select m.id, m.kind, m.recipient, m.subject, m.created_at, ${STATE} as state,
          coalesce(m.server_response, m.last_error) as answer
     from platform.mail m
    where ($1::text is null or lower(m.recipient) like '%' || lower($1) || '%')
      and ($2::text is null or ${STATE} = $2) and ($3::uuid is null or m.id < $3)
    order by m.id desc limit $4`,
);
const WHOLE = statement(
  'office_mail_whole',
  `select kind, candidacy_id, recipient, recipient_name, subject, text_body, attachments from platform.mail where id = $1`,
);

export interface MailLine extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly created_at: Date;
  readonly state: MailState;
  /** What the server answered at once, or why it could not be asked. */
  readonly answer: string | null;
}

interface WholeMail extends Record<string, unknown> {
  readonly kind: string;
  readonly candidacy_id: CandidacyId | null;
  readonly recipient: string;
  readonly recipient_name: string | null;
  readonly subject: string;
  readonly text_body: string;
  readonly attachments: readonly Attachment[];
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

/** Puts the same mail in the box again, as a new row; the old one stays as it was. @throws AbsentError */
export async function resendMail(tx: Tx, id: string): Promise<void> {
  const [mail] = await tx.query<WholeMail>(WHOLE, [id]);
  if (!mail) throw new AbsentError();
  await enqueueMails(tx, [
    {
      kind: mail.kind,
      cause: `${id}:resent:${tx.at.toString()}`,
      candidacyId: mail.candidacy_id,
      to: { address: mail.recipient, name: mail.recipient_name },
      subject: mail.subject,
      text: mail.text_body,
      attachments: mail.attachments,
    },
  ]);
  await record(tx, `mail:${id}`, mail.candidacy_id, [
    { action: 'mail.resent', audience: 'state', facts: { mail: id, kind: mail.kind } },
  ]);
}

import { Buffer } from 'node:buffer';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { failureIn, type DeliveryFailure } from './delivery-status.js';
import { mailReturnedTo } from './return-address.js';

/** What a server tells of a mail that it had accepted (RFC 3464). */
export interface DeliveryReport {
  /** The mail that its envelope's sender names; null when the report came elsewhere. */
  readonly mailId: string | null;
  /** Message-IDs that the report quotes, the returned header's first. */
  readonly messageIds: readonly string[];
  /** Null when it tells of a delay or of a delivery. */
  readonly failure: DeliveryFailure | null;
}

const STATUS: ReadonlySet<string> = new Set(['message/delivery-status', 'message/global-delivery-status']);
const RETURNED: ReadonlySet<string> = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
]);
const RECIPIENTS: ReadonlySet<string> = new Set(['to', 'delivered-to', 'x-original-to', 'envelope-to']);

/** How far a header is looked for. */
const HEADER_BYTES = 65_536;
const BOUNDS = { maxNestingDepth: 20, forceRfc822Attachments: true } as const;

/** Looked at before anything is parsed: an ordinary mail is read once, by its own reader. */
const looksLikeReport = (raw: Buffer): boolean => {
  const [header = ''] = raw
    .subarray(0, HEADER_BYTES)
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1);
  return /^content-type[ \t]*:\s*multipart\/report\b/im.test(header);
};

const idsIn = (text: string | undefined): readonly string[] => text?.match(/<[^<>\s]+>/g) ?? [];

const textOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8');

/** The Message-ID of a mail that comes back, whole or its header only. */
async function messageIdOf({ content }: Attachment): Promise<readonly string[]> {
  const returned = await PostalMime.parse(content, BOUNDS).catch(() => null);
  return idsIn(returned?.messageId);
}

const parts = (email: Email, types: ReadonlySet<string>): readonly Attachment[] =>
  email.attachments.filter(({ mimeType }) => types.has(mimeType.toLowerCase()));

/** Reads a delivery report; null when the mail is none, or is one that nobody can read. */
export async function readDeliveryReport(raw: Buffer): Promise<DeliveryReport | null> {
  if (!looksLikeReport(raw)) return null;
  const email = await PostalMime.parse(raw, BOUNDS).catch(() => null);
  const [status] = email ? parts(email, STATUS) : [];
  if (!email || !status) return null;
  const addresses = email.headers.filter(({ key }) => RECIPIENTS.has(key)).map(({ value }) => value);
  const returned = await Promise.all(parts(email, RETURNED).map(messageIdOf));
  return {
    mailId: mailReturnedTo(addresses),
    messageIds: [...new Set([...returned.flat(), ...idsIn(email.inReplyTo), ...idsIn(email.references)])],
    failure: failureIn(textOf(status)),
  };
}

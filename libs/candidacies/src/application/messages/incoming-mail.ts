import { Buffer } from 'node:buffer';
import PostalMime, { type Email } from 'postal-mime';
import { MalformedError, say } from '@rebond/kernel';
import { answerText } from './answer-text.js';

export interface MailAttachment {
  readonly filename: string;
  readonly content: Buffer;
}

/** What matters of a mail that answers. */
export interface IncomingMail {
  readonly from: string;
  /** Every address that it was sent to, as its headers say. */
  readonly to: readonly string[];
  readonly messageId: string | null;
  /** What was written, without what it answers. */
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  /** Written by a machine: an absence, a delivery report, a list. */
  readonly isAutomatic: boolean;
}

const RECIPIENTS: ReadonlySet<string> = new Set(['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to']);
const ROBOTS: ReadonlySet<string> = new Set([
  'x-autoreply',
  'x-autorespond',
  'x-auto-response-suppress-reply',
  'list-id',
]);

const headersOf = (email: Email, names: ReadonlySet<string>): readonly string[] =>
  email.headers.filter(({ key }) => names.has(key)).map(({ value }) => value);

const headerOf = (email: Email, name: string): string =>
  headersOf(email, new Set([name]))[0]
    ?.toLowerCase()
    .trim() ?? '';

/** RFC 3834 §2 and §5: what a machine sent is never answered nor taken for an answer. */
function isAutomatic(email: Email): boolean {
  const submitted = headerOf(email, 'auto-submitted');
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    /^(bulk|junk|list|auto_reply)/.test(headerOf(email, 'precedence')) ||
    headerOf(email, 'return-path') === '<>' ||
    headerOf(email, 'content-type').startsWith('multipart/report') ||
    headersOf(email, ROBOTS).length > 0
  );
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array);

/** Images of a signature stand within the text; they are no attachment. */
const attachmentsOf = (email: Email): readonly MailAttachment[] =>
  email.attachments
    .filter(({ disposition, related }) => disposition !== 'inline' && !related)
    .map(({ filename, content }, i) => ({
      filename: (filename ?? `piece-${String(i + 1)}`).replaceAll(/[\p{Cc}/\\:]/gu, '_').slice(-255),
      content: bytesOf(content),
    }));

const textOfHtml = (html: string): string =>
  html
    .replaceAll(/<(style|script)\b.*?<\/\1>/gis, '')
    .replaceAll(/<blockquote\b.*$/gis, '')
    .replaceAll(/<br\s*\/?>|<\/(p|div|li|tr)>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** @throws MalformedError `bad-mail` */
export async function readMail(raw: Buffer): Promise<IncomingMail> {
  const email = await PostalMime.parse(raw, { maxNestingDepth: 20 }).catch(() => {
    throw new MalformedError('bad-mail', say`Ce courriel est illisible.`);
  });
  const from = email.from?.address?.toLowerCase();
  if (from === undefined) throw new MalformedError('bad-mail', say`Ce courriel n’a pas d’expéditeur.`);
  return {
    from,
    to: headersOf(email, RECIPIENTS),
    messageId: email.messageId?.slice(0, 500) ?? null,
    text: answerText(email.text ?? textOfHtml(email.html ?? '')),
    attachments: attachmentsOf(email),
    isAutomatic: isAutomatic(email),
  };
}

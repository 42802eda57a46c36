import { z } from 'zod';
import { readersOfMail } from '@rebond/candidacies';
import { AbsentError, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { enqueueMails, record, statement, type Attachment, type Tx } from '@rebond/platform';
import { otherAddresses, type KnownAddress } from './other-addresses.js';

export const resendInput = z.strictObject({
  /** The recipient's own when absent. */
  to: z.email().optional(),
});
export type ResendInput = z.output<typeof resendInput>;

/** A case that the office may not see is a draft. */
const WHOLE = statement(
  'office_mail_whole',
  `select m.kind, m.candidacy_id, m.recipient, m.recipient_name, m.subject, m.text_body, m.attachments, m.reply_to,
          position('/lien/' in m.text_body) > 0 as is_bound, coalesce(c.shared, false) as is_shared
     from platform.mail m left join candidacies.candidacy c on c.id = m.candidacy_id where m.id = $1`,
);

interface WholeMail extends Record<string, unknown> {
  readonly kind: string;
  readonly candidacy_id: CandidacyId | null;
  readonly recipient: string;
  readonly recipient_name: string | null;
  readonly subject: string;
  readonly text_body: string;
  readonly attachments: readonly Attachment[];
  readonly reply_to: string | null;
  /** It holds a link that acts in the name of whom it was written to. */
  readonly is_bound: boolean;
  readonly is_shared: boolean;
}

const refused = (code: string, detail: string): RefusedError =>
  new RefusedError(code, detail, [{ pointer: '/to', code, detail }]);

async function whole(tx: Tx, id: string): Promise<WholeMail> {
  const [mail] = await tx.query<WholeMail>(WHOLE, [id]);
  if (!mail) throw new AbsentError();
  return mail;
}

const addressesFor = (tx: Tx, mail: WholeMail): Promise<readonly KnownAddress[]> =>
  mail.is_bound ? Promise.resolve([]) : otherAddresses(tx, mail.recipient);

/** Where else a mail may be sent: nowhere when it holds a link of its recipient's own. @throws AbsentError */
export const otherAddressesOf = async (tx: Tx, id: string): Promise<readonly KnownAddress[]> =>
  addressesFor(tx, await whole(tx, id));

/**
 * Puts the same mail in the box again, as a new row, for its recipient or at another address that the product knows; the
 * old one stays as it was.
 * @throws AbsentError, RefusedError `unknown-address`
 */
export async function resendMail(tx: Tx, id: string, { to }: ResendInput): Promise<void> {
  const mail = await whole(tx, id);
  const isSame = to === undefined || to.toLowerCase() === mail.recipient.toLowerCase();
  const other = isSame ? null : (await addressesFor(tx, mail)).find(({ address }) => address === to);
  if (other === undefined)
    throw refused('unknown-address', say`Cette adresse n’est pas l’une de celles que le portail connaît.`);
  const address = other?.address ?? mail.recipient;
  await enqueueMails(tx, [
    {
      kind: mail.kind,
      cause: `${id}:resent:${tx.at.toString()}`,
      candidacyId: mail.candidacy_id,
      to: { address, name: other?.name ?? mail.recipient_name },
      subject: mail.subject,
      text: mail.text_body,
      attachments: mail.attachments,
      // An answer is taken from whom it was asked of only.
      ...(isSame && mail.reply_to !== null ? { replyTo: mail.reply_to } : {}),
    },
  ]);
  await record(tx, `mail:${id}`, mail.candidacy_id, [
    {
      action: 'mail.resent',
      audience: mail.candidacy_id === null ? 'state' : readersOfMail(mail.kind, mail.is_shared),
      facts: { mail: id, kind: mail.kind, redirected: !isSame },
      personal: { recipient: address },
    },
  ]);
}

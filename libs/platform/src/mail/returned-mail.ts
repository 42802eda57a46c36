import type { CandidacyId } from '@rebond/kernel';
import { statement } from '../database/statement.js';
import type { Tx } from '../database/transactions.js';
import type { DeliveryReport } from './delivery-report.js';
import type { DeliveryFailure } from './delivery-status.js';

/** A mail of ours that did not arrive. */
export interface ReturnedMail {
  readonly id: string;
  readonly kind: string;
  readonly candidacyId: CandidacyId | null;
  readonly recipient: string;
}

const FIND = statement(
  'mail_returned',
  `select id, kind, candidacy_id as "candidacyId", recipient from platform.mail
    where id = $1 or message_id = any ($2::text[]) order by (id = $1) is true desc limit 1`,
);
const MARK = statement(
  'mail_bounced',
  `update platform.mail set bounced_at = $2, bounce_status = $3, bounce_diagnostic = $4
    where id = $1 and bounced_at is null returning id`,
);

/** The mail that a report is about, by the address that it came back to or by its Message-ID; null when it is not ours. */
export async function returnedMail(
  tx: Tx,
  { mailId, messageIds }: Pick<DeliveryReport, 'mailId' | 'messageIds'>,
): Promise<ReturnedMail | null> {
  const [mail] = await tx.query<ReturnedMail & Record<string, unknown>>(FIND, [mailId, messageIds]);
  return mail ?? null;
}

/** Notes that a mail did not arrive. @returns false when that is known already */
export async function markBounced(tx: Tx, id: string, { status, diagnostic }: DeliveryFailure): Promise<boolean> {
  return (await tx.query(MARK, [id, tx.at.toString(), status, diagnostic])).length > 0;
}

import { statement, type RequestContext, type Tx } from '@rebond/platform';
import type { Visitor } from '@rebond/ui';

const SEAT = statement(
  'signature_seat',
  `select s.title, o.name as organisation from identity.seat s
     join identity.organisation o on o.id = s.organisation_id where s.id = $1`,
);

/**
 * How what somebody writes is signed: name and function, as they are today. A program signs by its seat.
 */
export async function signatureOf(tx: Tx, ctx: RequestContext, visitor: Visitor | null): Promise<string> {
  if (visitor) return `${visitor.name}, ${visitor.seat.title} (${visitor.seat.organisation})`;
  const [seat] = await tx.query<{ title: string; organisation: string }>(SEAT, [ctx.actor.seatId]);
  return seat ? `${seat.title} (${seat.organisation})` : ctx.actor.role;
}

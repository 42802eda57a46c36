import { AbsentError, type SeatId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { recordSeat, seatRow } from '../invitations/staffing.js';
import type { Sessions } from './sessions.js';

/** A type, so that it is JSON. */
export type SessionsEnded = { readonly ended: number };

/**
 * Signs out whoever sits on a seat, everywhere and at once, uploads under way included: each request asks for its
 * session. Tokens of the API are revoked by themselves.
 * @throws AbsentError when there is no such seat
 */
export async function revokeSessions(tx: Tx, sessions: Sessions, seatId: SeatId): Promise<SessionsEnded> {
  if (!(await seatRow(tx, seatId))) throw new AbsentError();
  const ended = await sessions.endOfSeat(tx, seatId);
  await recordSeat(tx, seatId, null, { action: 'seat.signed-out', facts: { seat: seatId, ended } });
  return { ended };
}

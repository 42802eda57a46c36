import { AbsentError, type PersonId, type SeatId } from '@rebond/kernel';
import { record, statement, type Tx } from '@rebond/platform';
import { recordSeat, seatRow } from '../invitations/staffing.js';
import { IDLE_MINUTES, type Sessions } from './sessions.js';

/** A type, so that it is JSON. */
export type SessionsEnded = { readonly ended: number };

/** Open sessions of somebody who sits on a seat, or is signed in on it. */
export interface OpenSessions {
  readonly personId: PersonId;
  readonly name: string;
  /** On the seat that was asked about. */
  readonly here: number;
  /** On whatever seat. */
  readonly everywhere: number;
}

const OPEN = statement(
  'sessions_open_of_seat',
  `with open as (
     select person_id, seat_id from identity.session
      where ended_at is null and expires_at > $2 and seen_at + $3::interval > $2
   )
   select p.id as "personId", p.name, count(*) filter (where o.seat_id = $1)::int as here,
          count(o.seat_id)::int as everywhere
     from identity.person p left join open o on o.person_id = p.id
    where exists (select 1 from identity.holding h
                   where h.seat_id = $1 and h.person_id = p.id and h.from_at <= $2
                     and (h.until_at is null or h.until_at > $2))
       or exists (select 1 from open s where s.seat_id = $1 and s.person_id = p.id)
    group by p.id, p.name order by p.name collate "fr-x-icu", p.id`,
);

/** Who sits on a seat, with their open sessions; the system's question. */
export const openSessionsOf = (tx: Tx, seatId: SeatId): Promise<readonly OpenSessions[]> =>
  tx.query<OpenSessions & Record<string, unknown>>(OPEN, [seatId, tx.at.toString(), `${IDLE_MINUTES} minutes`]);

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

/** Signs a person out of every seat, everywhere and at once; signing in again stays possible. */
export async function revokeSessionsOfPerson(tx: Tx, sessions: Sessions, personId: PersonId): Promise<SessionsEnded> {
  const ended = await sessions.endAll(tx, personId);
  await record(tx, `person:${personId}`, null, [
    { action: 'person.signed-out', audience: 'state', facts: { person: personId, ended } },
  ]);
  return { ended };
}

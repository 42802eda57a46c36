import { AbsentError, type PersonId, type SeatId } from '@rebond/kernel';
import { statement, type Actor, type Tx } from '@rebond/platform';
import { DECLARING_FIRST, PARTIES } from '../domain/recusals.js';
import { actorOfRow, type ActorRow } from './actor-of-row.js';
import { RECUSALS, recusalsOf } from './recusals/recusals-of-actor.js';

const SEATED = statement(
  'seated_actor',
  `select a.*, ${RECUSALS}
     from (select s.id as seat_id, h.person_id, h.on_behalf_of, s.organisation_id, s.role,
                  array(select c.candidacy_id from identity.case_access c
                         where c.organisation_id = s.organisation_id and c.from_at <= $3
                           and (c.until_at is null or c.until_at > $3)) as cases
             from identity.holding h join identity.seat s on s.id = h.seat_id
            where h.seat_id = $1 and (h.person_id = $2 or $2::uuid is null and h.on_behalf_of is null)
              and h.from_at <= $3 and (h.until_at is null or h.until_at > $3)
            order by h.on_behalf_of nulls first, h.person_id limit 1) a
    ${recusalsOf('a', '$3', '$4', '$5')}`,
);

/**
 * Who acts when the command line acts on a seat, with that seat's rights and recusals: its holder, or a person who sits on
 * it. Asked as the system.
 * @throws AbsentError when nobody, or not this person, sits on it at the transaction's instant
 */
export async function seatedActor(tx: Tx, seatId: SeatId, personId: PersonId | null = null): Promise<Actor> {
  const values = [seatId, personId, tx.at.toString(), DECLARING_FIRST, PARTIES];
  const [row] = await tx.query<ActorRow & Record<string, unknown>>(SEATED, values);
  if (!row) throw new AbsentError();
  return actorOfRow(row);
}

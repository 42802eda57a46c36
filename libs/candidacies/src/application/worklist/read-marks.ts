import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const MARK = statement(
  'read_mark',
  `insert into candidacies.read_mark (seat_id, person_id, candidacy_id, read_at)
   select $1, $2, c.id, $4 from candidacies.candidacy c where c.id = any ($3::uuid[])
   on conflict (person_id, candidacy_id, seat_id) do update set read_at = excluded.read_at
    where candidacies.read_mark.read_at < excluded.read_at`,
);

/** Remembers that this person, on this seat, has read these cases as they are now; who only reads leaves no mark. */
export async function markRead(tx: Tx, ids: readonly CandidacyId[]): Promise<void> {
  const { seatId, personId, readOnly } = tx.actor;
  if (seatId === null || personId === null || readOnly || ids.length === 0) return;
  await tx.query(MARK, [seatId, personId, ids, tx.at.toString()]);
}

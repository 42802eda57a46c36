import type { CandidacyId, PersonId, SeatId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { DecisionListId, Signature } from '../domain/decision-list.js';
import type { DecisionLine } from '../domain/lines.js';
import type { SaltedLine } from './line-rows.js';

/** What somebody changed of a line before the validation, and why. */
export interface Difference {
  readonly candidacyId: CandidacyId;
  /** Version of the list that it made. */
  readonly version: number;
  readonly by: Signature;
  /** The line as it was; null once its texts are erased. */
  readonly before: DecisionLine | null;
  readonly reason: string | null;
}

interface Row extends Record<string, unknown> {
  readonly candidacy_id: CandidacyId;
  readonly version: number;
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly on_behalf_of: PersonId | null;
  readonly at: Date;
  readonly before: DecisionLine | null;
  readonly reason: string | null;
}

/** Lines replaced and what they were kept, in one statement. */
const INSERT = statement(
  'decision_differences_insert',
  `with given as (
     select * from jsonb_to_recordset($7::jsonb)
       as d("candidacyId" uuid, before jsonb, reason text, salt text, outcome text, reasons text[], conditions text,
            "lineSalt" text, "nextWaveId" uuid, "envelopeCents" bigint, "personDays" numeric)
   ), kept as (
     insert into selection.decision_difference
       (list_id, candidacy_id, version, seat_id, person_id, on_behalf_of, at, before, reason, text_salt)
     select $1, g."candidacyId", $2, $3, $4, $5, $6, g.before, g.reason, decode(g.salt, 'hex') from given g
   )
   update selection.decision_line l
      set outcome = g.outcome, reasons = g.reasons, conditions = g.conditions, text_salt = decode(g."lineSalt", 'hex'),
          next_wave_id = g."nextWaveId", envelope_cents = g."envelopeCents", person_days = g."personDays"
     from given g where l.list_id = $1 and l.candidacy_id = g."candidacyId"`,
);
const READ = statement(
  'decision_differences_read',
  `select candidacy_id, version, seat_id, person_id, on_behalf_of, at, before, reason
     from selection.decision_difference where list_id = $1 order by version, candidacy_id`,
);

export interface NewDifference {
  readonly before: SaltedLine;
  readonly after: SaltedLine;
  readonly reason: string;
  readonly salt: Buffer;
}

/** @param version of the list that the differences make */
export async function insertDifferences(
  tx: Tx,
  id: DecisionListId,
  version: number,
  by: Signature,
  differences: readonly NewDifference[],
): Promise<void> {
  const given = differences.map(({ before: { salt: _, ...before }, after, reason, salt }) => ({
    ...after,
    before,
    reason,
    salt: salt.toString('hex'),
    lineSalt: after.salt?.toString('hex'),
  }));
  await tx.query(INSERT, [
    ...[id, version, by.seatId, by.personId, by.onBehalfOf, by.at.toString()],
    JSON.stringify(given),
  ]);
}

/** Every difference of a list, the first made first. */
export async function differencesOf(tx: Tx, id: DecisionListId): Promise<readonly Difference[]> {
  return (await tx.query<Row>(READ, [id])).map((row) => ({
    candidacyId: row.candidacy_id,
    version: row.version,
    by: { seatId: row.seat_id, personId: row.person_id, onBehalfOf: row.on_behalf_of, at: instantOf(row.at) },
    before: row.before,
    reason: row.reason,
  }));
}

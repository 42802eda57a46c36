import { randomUUIDv7 } from 'node:crypto';
import { AbsentError, type CandidacyId, type PersonId, type WaveId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { Ground } from '../../domain/recusals.js';

/** A recusal in force. */
export interface Recusal {
  readonly id: string;
  readonly personId: PersonId;
  readonly name: string;
  readonly candidacyId: CandidacyId;
  readonly waveId: WaveId;
  readonly grounds: readonly Ground[];
  readonly declaredAt: Temporal.Instant;
}

interface Row {
  readonly id: string;
  readonly person_id: PersonId;
  readonly name: string;
  readonly candidacy_id: CandidacyId;
  readonly wave_id: WaveId;
  readonly grounds: readonly Ground[];
  readonly declared_at: Date;
}

const COLUMNS = `r.id, r.person_id, p.name, r.candidacy_id, r.wave_id, r.grounds, r.declared_at`;
const IN_FORCE = statement(
  'recusals_in_force',
  `select ${COLUMNS} from identity.recusal r join identity.person p on p.id = r.person_id
    where r.lifted_at is null and ($1::uuid[] is null or r.person_id = any ($1))
      and ($2::uuid[] is null or r.candidacy_id = any ($2))
    order by r.declared_at desc, r.id limit 1000`,
);
const INSERT = statement(
  'recusals_insert',
  `insert into identity.recusal (id, person_id, candidacy_id, wave_id, grounds, declared_at, seat_id)
   select d.id, $1, d.candidacy_id, $2, d.grounds, $3, $4
     from jsonb_to_recordset($5::jsonb) as d(id uuid, candidacy_id uuid, grounds text[])
   on conflict (person_id, candidacy_id) where lifted_at is null do nothing
   returning candidacy_id`,
);
const DECLARED = statement(
  'recusal_declared',
  `insert into identity.recusal_declaration (person_id, wave_id, declared_at, seat_id) values ($1, $2, $3, $4)
   on conflict do nothing`,
);
const DECLARATIONS = statement(
  'recusal_declarations',
  `select person_id, max(declared_at) as at from identity.recusal_declaration
    where wave_id = $1 and person_id = any ($2::uuid[]) group by person_id`,
);
const LIFT = statement(
  'recusal_lift',
  `update identity.recusal set lifted_at = $2, lifted_by = $3, lift_reason = $4
    where id = $1 and lifted_at is null returning candidacy_id, person_id`,
);
const OPEN_TOTALS = statement(
  'totals_open',
  `insert into identity.opened_totals (wave_id, opened_at) values ($1, $2) on conflict do nothing`,
);

/** Recusals in force, of these people and from these cases (null: whichever), as far as the reader may see them. */
export const recusalsInForce = async (
  tx: Tx,
  { people = null, cases = null }: { people?: readonly PersonId[] | null; cases?: readonly CandidacyId[] | null },
): Promise<readonly Recusal[]> =>
  (await tx.query<Row & Record<string, unknown>>(IN_FORCE, [people, cases])).map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    candidacyId: row.candidacy_id,
    waveId: row.wave_id,
    grounds: row.grounds,
    declaredAt: instantOf(row.declared_at),
  }));

export interface NewRecusals {
  readonly personId: PersonId;
  readonly waveId: WaveId;
  readonly cases: readonly { readonly candidacyId: CandidacyId; readonly grounds: readonly Ground[] }[];
}

/** Recuses a person from cases of a wave, now, whatever seat they sit on. @returns those that were not recused already */
export async function recuse(tx: Tx, { personId, waveId, cases }: NewRecusals): Promise<readonly CandidacyId[]> {
  const written = cases.map((one) => ({ id: randomUUIDv7(), candidacy_id: one.candidacyId, grounds: one.grounds }));
  const rows = await tx.query<{ candidacy_id: CandidacyId }>(INSERT, [
    ...[personId, waveId, tx.at.toString(), tx.actor.seatId, JSON.stringify(written)],
  ]);
  return rows.map((row) => row.candidacy_id);
}

/** The person was shown the names of the wave's cases at this instant, and has said from which they are to be kept. */
export async function rememberDeclaration(
  tx: Tx,
  personId: PersonId,
  waveId: WaveId,
  shownAt: Temporal.Instant,
): Promise<void> {
  await tx.query(DECLARED, [personId, waveId, shownAt.toString(), tx.actor.seatId]);
}

/** When these people last declared for a wave; who has not is not there. */
export async function declarationsOf(
  tx: Tx,
  waveId: WaveId,
  personIds: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Temporal.Instant>> {
  const rows = await tx.query<{ person_id: PersonId; at: Date }>(DECLARATIONS, [waveId, personIds]);
  return new Map(rows.map((row) => [row.person_id, instantOf(row.at)]));
}

/** Lifts a recusal, by a row of its own hand: nothing of it is erased. @throws AbsentError when it is not in force */
export async function liftRecusal(
  tx: Tx,
  id: string,
  reason: string,
): Promise<{ readonly candidacyId: CandidacyId; readonly personId: PersonId }> {
  const [row] = await tx.query<{ candidacy_id: CandidacyId; person_id: PersonId }>(LIFT, [
    ...[id, tx.at.toString(), tx.actor.personId, reason],
  ]);
  if (!row) throw new AbsentError();
  return { candidacyId: row.candidacy_id, personId: row.person_id };
}

/** The decisions of a wave are announced: totals over its cases are withheld from nobody any more. */
export async function openTotals(tx: Tx, waveId: WaveId): Promise<void> {
  await tx.query(OPEN_TOTALS, [waveId, tx.at.toString()]);
}

import type { CandidacyId, Cents, PersonDays, WaveId } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';
import type { DecisionList, DecisionListId } from '../domain/decision-list.js';
import type { DecisionLine, ListedLine, Outcome } from '../domain/lines.js';

interface LineRow {
  readonly candidacy_id: CandidacyId;
  readonly expected_version: number;
  readonly outcome: Outcome;
  readonly reasons: readonly string[] | null;
  readonly conditions: string | null;
  readonly text_salt: Buffer | null;
  readonly next_wave_id: WaveId | null;
  readonly envelope_cents: Cents | null;
  readonly person_days: PersonDays | null;
  readonly struck_at: Date | null;
}

export interface SaltedLine extends DecisionLine {
  /** Of the hash that stands for the line's texts in the journal; null once they are erased. */
  readonly salt: Buffer | null;
}

const RECORDSET = `jsonb_to_recordset($7::jsonb)
       as d(n int, "candidacyId" uuid, "expectedVersion" int, outcome text, reasons text[], conditions text, salt text,
            "nextWaveId" uuid, "envelopeCents" bigint, "personDays" numeric)`;

/** The list and all its lines, in one statement; one that rectifies another gives the place that the other gave. */
const INSERT = statement(
  'decision_list_insert',
  `with list as (
     insert into selection.decision_list
       (id, wave_id, title, proposed_by_seat, proposed_by_person, proposed_at, proposed_on_behalf_of, size, replaces_id,
        place_of)
     values ($1, $2, $3, $4, $5, $6, $8, $9, $10, (select place_of from selection.decision_list where id = $10))
   )
   insert into selection.decision_line
     (list_id, n, candidacy_id, expected_version, outcome, reasons, conditions, text_salt, next_wave_id,
      envelope_cents, person_days)
   select $1, d.n, d."candidacyId", d."expectedVersion", d.outcome, d.reasons, d.conditions, decode(d.salt, 'hex'),
          d."nextWaveId", d."envelopeCents", d."personDays"
     from ${RECORDSET}`,
);
const READ = statement(
  'decision_lines_read',
  `select d.candidacy_id, d.expected_version, d.outcome, d.reasons, d.conditions, d.text_salt, d.next_wave_id,
          d.envelope_cents, d.person_days::float8 as person_days, d.struck_at
     from selection.decision_line d where d.list_id = $1 order by d.n`,
);
const OPEN = statement(
  'decision_lines_open',
  `select d.candidacy_id, l.id as list_id, l.title
     from selection.decision_line d join selection.decision_list l on l.id = d.list_id
    where d.candidacy_id = any($1::uuid[]) and d.status in ('proposed', 'validated') and d.struck_at is null
    order by d.candidacy_id`,
);
const STRIKE = statement(
  'decision_lines_strike',
  `update selection.decision_line set struck_at = $3
    where list_id = $1 and candidacy_id = any($2::uuid[]) and struck_at is null returning candidacy_id`,
);
const FROZEN = statement(
  'decision_line_frozen',
  `select list_id from selection.decision_line
    where candidacy_id = $1 and status = 'validated' and struck_at is null`,
);

export async function insertList(
  tx: Tx,
  { id, waveId, title, proposed, replaces }: Pick<DecisionList, 'id' | 'waveId' | 'title' | 'proposed' | 'replaces'>,
  lines: readonly SaltedLine[],
): Promise<void> {
  await tx.query(INSERT, [
    ...[id, waveId, title, proposed.seatId, proposed.personId, proposed.at.toString()],
    JSON.stringify(lines.map(({ salt, ...line }, n) => ({ ...line, n, salt: salt?.toString('hex') }))),
    proposed.onBehalfOf,
    lines.length,
    replaces,
  ]);
}

/** Lines in the order of the proposal; texts that were erased read as none. */
export async function readLines(tx: Tx, id: DecisionListId): Promise<readonly (ListedLine & SaltedLine)[]> {
  return (await tx.query<LineRow & Record<string, unknown>>(READ, [id])).map((row) => ({
    candidacyId: row.candidacy_id,
    expectedVersion: row.expected_version,
    outcome: row.outcome,
    reasons: row.reasons ?? [],
    nextWaveId: row.next_wave_id,
    envelopeCents: row.envelope_cents,
    personDays: row.person_days,
    conditions: row.conditions,
    salt: row.text_salt,
    struckAt: instantOrNull(row.struck_at),
  }));
}

export interface OpenLine {
  readonly candidacyId: CandidacyId;
  readonly listId: DecisionListId;
  readonly title: string;
}

/** Cases that a list decides of already: a proposal, or a frozen list that awaits its announcement. */
export async function openLinesOf(tx: Tx, ids: readonly CandidacyId[]): Promise<readonly OpenLine[]> {
  const rows = await tx.query<{ candidacy_id: CandidacyId; list_id: DecisionListId; title: string }>(OPEN, [ids]);
  return rows.map((row) => ({ candidacyId: row.candidacy_id, listId: row.list_id, title: row.title }));
}

/** Strikes lines, each once. @returns the cases of those that were not struck before */
export const markStruck = async (
  tx: Tx,
  id: DecisionListId,
  candidacies: readonly CandidacyId[],
): Promise<readonly CandidacyId[]> =>
  (await tx.query<{ candidacy_id: CandidacyId }>(STRIKE, [id, candidacies, tx.at.toString()])).map(
    (row) => row.candidacy_id,
  );

/** The frozen list that decides of a case; null when none does. */
export async function frozenListOf(tx: Tx, candidacyId: CandidacyId): Promise<DecisionListId | null> {
  return (await tx.query<{ list_id: DecisionListId }>(FROZEN, [candidacyId]))[0]?.list_id ?? null;
}

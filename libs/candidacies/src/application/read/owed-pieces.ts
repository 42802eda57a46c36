import type { CandidacyId } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';

export interface OwedPieceRow {
  readonly field: string;
  /** The EPCI that owes it; empty when the lead owes it for all. */
  readonly siren: string;
  readonly label: string;
  readonly dueAt: Temporal.Instant | null;
  readonly providedAt: Temporal.Instant | null;
}

const OF_CASES = statement(
  'owed_pieces_of_cases',
  `select candidacy_id, field, siren, label, due_at, provided_at from candidacies.owed_piece
    where candidacy_id = any ($1::uuid[]) order by candidacy_id, due_at nulls last, field, siren`,
);

interface Row extends Record<string, unknown> {
  readonly candidacy_id: CandidacyId;
  readonly field: string;
  readonly siren: string;
  readonly label: string;
  readonly due_at: Date | null;
  readonly provided_at: Date | null;
}

const pieceOf = (row: Row): OwedPieceRow => ({
  field: row.field,
  siren: row.siren,
  label: row.label,
  dueAt: instantOrNull(row.due_at),
  providedAt: instantOrNull(row.provided_at),
});

/** Pieces of several cases, in one statement, the first due first; a case that owes none is left out. */
export async function owedPiecesOf(
  tx: Tx,
  ids: readonly CandidacyId[],
): Promise<ReadonlyMap<CandidacyId, readonly OwedPieceRow[]>> {
  const byCase = Map.groupBy(await tx.query<Row>(OF_CASES, [ids]), (row) => row.candidacy_id);
  return new Map([...byCase].map(([id, rows]) => [id, rows.map(pieceOf)]));
}

export const owedPieces = async (tx: Tx, id: CandidacyId): Promise<readonly OwedPieceRow[]> =>
  (await owedPiecesOf(tx, [id])).get(id) ?? [];

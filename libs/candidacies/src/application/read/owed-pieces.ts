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

const OF_CASE = statement(
  'owed_pieces_of_case',
  `select field, siren, label, due_at, provided_at from candidacies.owed_piece where candidacy_id = $1
    order by due_at nulls last, field, siren`,
);

export async function owedPieces(tx: Tx, id: CandidacyId): Promise<readonly OwedPieceRow[]> {
  const rows = await tx.query<{
    field: string;
    siren: string;
    label: string;
    due_at: Date | null;
    provided_at: Date | null;
  }>(OF_CASE, [id]);
  return rows.map((row) => ({
    field: row.field,
    siren: row.siren,
    label: row.label,
    dueAt: instantOrNull(row.due_at),
    providedAt: instantOrNull(row.provided_at),
  }));
}

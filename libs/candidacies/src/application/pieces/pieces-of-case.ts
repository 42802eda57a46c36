import { Calls, completeness, type Missing } from '@rebond/calls';
import { lastDayBefore } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';
import type { CaseState } from '../../domain/machine.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { documentsOf } from '../documents/documents.js';
import { readAnswers } from '../edit/save-answers.js';
import { labelsOf } from './owed.js';
import { owe } from './settle.js';

/** A piece that a case owes, or owed; a type, so that it is JSON. */
export type PieceView = {
  readonly field: string;
  /** The EPCI that owes it; null when the lead owes it for all. */
  readonly siren: string | null;
  readonly label: string;
  /** Last day; null when no date was set. */
  readonly dueOn: string | null;
  readonly providedAt: string | null;
  readonly documentId: string | null;
  /** Provided after its date, or not provided although its date has passed. */
  readonly late: boolean;
};

interface PieceRow {
  readonly field: string;
  readonly siren: string;
  readonly label: string;
  readonly due_at: Date | null;
  readonly provided_at: Date | null;
  readonly document_id: string | null;
}

const PIECES = statement(
  'pieces_of_case',
  `select field, siren, label, due_at, provided_at, document_id from candidacies.owed_piece
    where candidacy_id = $1 order by due_at nulls last, field, siren`,
);

const LAUREATE: ReadonlySet<CaseState> = new Set(['selected', 'engineering', 'funded']);

/** What is asked of laureates only and is not there yet; nothing before the selection. */
async function missingOfLaureate(tx: Tx, calls: Calls, candidacy: Candidacy): Promise<Missing[]> {
  if (!LAUREATE.has(candidacy.state)) return [];
  const definition = await calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
  const { document } = await readAnswers(tx, candidacy.id);
  return completeness(definition, document, candidacy.perimeter, await documentsOf(tx, candidacy.id)).afterSelection;
}

/** Owes a locked laureate the pieces that its selection calls for; does nothing the second time, or before it. */
export async function owePiecesOfLaureate(tx: Tx, calls: Calls, candidacy: Candidacy): Promise<void> {
  const missing = await missingOfLaureate(tx, calls, candidacy);
  if (missing.length === 0) return;
  const { cutoffAt } = await calls.wave(tx, candidacy.waveId);
  await owe(tx, candidacy, missing, cutoffAt);
}

/** Pieces owed and provided, the first due first; those of a laureate too, written down or not yet. */
export async function piecesOf(tx: Tx, calls: Calls, candidacy: Candidacy): Promise<PieceView[]> {
  const rows = await tx.query<PieceRow & Record<string, unknown>>(PIECES, [candidacy.id]);
  const known = new Set(rows.map((row) => `${row.field}:${row.siren}`));
  const asked = (await missingOfLaureate(tx, calls, candidacy)).filter(
    (one) => !known.has(`${one.key}:${one.siren ?? ''}`),
  );
  const labels = await labelsOf(tx, asked);
  return [...rows.map((row) => viewOf(row, tx.at)), ...asked.map((one, i) => askedOf(one, labels[i] ?? one.label))];
}

function viewOf(row: PieceRow, now: Temporal.Instant): PieceView {
  const dueAt = instantOrNull(row.due_at);
  const providedAt = instantOrNull(row.provided_at);
  return {
    field: row.field,
    siren: row.siren === '' ? null : row.siren,
    label: row.label,
    dueOn: dueAt === null ? null : lastDayBefore(dueAt).toString(),
    providedAt: providedAt?.toString() ?? null,
    documentId: row.document_id,
    late: isLate(dueAt, providedAt ?? now),
  };
}

const askedOf = (missing: Missing, label: string): PieceView => ({
  field: missing.key,
  siren: missing.siren ?? null,
  label,
  dueOn: null,
  providedAt: null,
  documentId: null,
  late: false,
});

export const isLate = (dueAt: Temporal.Instant | null, at: Temporal.Instant): boolean =>
  dueAt !== null && Temporal.Instant.compare(at, dueAt) >= 0;

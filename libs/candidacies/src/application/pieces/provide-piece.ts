import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, fieldOf, type CallDefinition } from '@rebond/calls';
import { isSiren, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { documentsOf } from '../documents/documents.js';
import { lockAnswers } from '../edit/save-answers.js';
import { writeAnswer } from './answer-of-piece.js';
import { lacking } from '../read/lacking.js';
import { faultOf } from '../read/missing-fault.js';
import { movedOf, type Moved } from '../read/moved.js';
import { isLate, owePiecesOfLaureate } from './pieces-of-case.js';

export const providePieceInput = z.strictObject({
  /** The EPCI that the piece comes from, where each owes one. */
  siren: z
    .string()
    .refine(isSiren, say`Ce SIREN est invalide.`)
    .optional(),
  /** A document already uploaded to the case. */
  documentId: z.uuid(),
});
export type ProvidePieceInput = z.output<typeof providePieceInput>;

export type PieceProvided = Moved & {
  readonly field: string;
  readonly siren: string | null;
  readonly documentId: string;
  /** Accepted all the same, and said. */
  readonly late: boolean;
  readonly stillOwed: number;
};

const OWED = statement(
  'piece_owed',
  `select due_at, provided_at from candidacies.owed_piece where candidacy_id = $1 and field = $2 and siren = $3`,
);
const PROVIDE = statement(
  'piece_provide',
  `update candidacies.owed_piece set provided_at = $4, document_id = $5
    where candidacy_id = $1 and field = $2 and siren = $3`,
);
const STILL_OWED = statement(
  'pieces_still_owed',
  `select count(*)::int as n from candidacies.owed_piece where candidacy_id = $1 and provided_at is null`,
);

/** Gives a piece that the case owes: it joins the answers, so that completeness and the pieces owed always agree. */
@Injectable()
export class ProvidePiece {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** @throws RefusedError `piece-not-owed`, `piece-already-provided`, `bad-document` with every fault */
  async provide(
    tx: Tx,
    id: CandidacyId,
    expectedVersion: number,
    field: string,
    { siren, documentId }: ProvidePieceInput,
  ): Promise<PieceProvided> {
    const candidacy = await this.cases.lockFor(tx, id, expectedVersion, 'PROVIDE_PIECE');
    await owePiecesOfLaureate(tx, this.calls, candidacy);
    const dueAt = await this.owed(tx, id, field, siren ?? '');
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    await this.answer(tx, candidacy, definition, { field, siren, documentId });
    await tx.query(PROVIDE, [id, field, siren ?? '', tx.at.toString(), documentId]);
    const [left] = await tx.query<{ n: number }>(STILL_OWED, [id]);
    const stillOwed = left?.n ?? 0;
    const late = isLate(dueAt, tx.at);
    const moved = await this.cases.move(tx, {
      id,
      expectedVersion,
      event: { type: 'PROVIDE_PIECE', facts: { field, siren: siren ?? '', document: documentId, stillOwed } },
      payload: { late },
    });
    return { ...movedOf(moved), field, siren: siren ?? null, documentId, late, stillOwed };
  }

  private async owed(tx: Tx, id: CandidacyId, field: string, siren: string): Promise<Temporal.Instant | null> {
    const [row] = await tx.query<{ due_at: Date | null; provided_at: Date | null }>(OWED, [id, field, siren]);
    if (!row)
      throw new RefusedError('piece-not-owed', say`Cette pièce n’est pas due pour ce dossier, ou pas par cet EPCI.`);
    if (row.provided_at !== null)
      throw new RefusedError('piece-already-provided', say`Cette pièce a déjà été remise.`, [], {
        providedAt: row.provided_at.toISOString(),
      });
    return instantOrNull(row.due_at);
  }

  private async answer(
    tx: Tx,
    candidacy: Candidacy,
    definition: CallDefinition,
    piece: { field: string; siren: string | undefined; documentId: string },
  ): Promise<void> {
    const answers = await lockAnswers(tx, candidacy.id);
    const field = fieldOf(definition, piece.field);
    const before = answers.document[piece.field];
    const value =
      field?.type === 'file' && field.perEpci
        ? { ...(typeof before === 'object' ? before : {}), [piece.siren ?? '']: [piece.documentId] }
        : [piece.documentId];
    const document = { ...answers.document, [piece.field]: value };
    const found = await lacking(tx, definition, document, candidacy.perimeter, await documentsOf(tx, candidacy.id));
    const faults = found.blocking.filter((one) => one.key === piece.field && one.siren === piece.siren);
    if (faults.length > 0)
      throw new RefusedError(
        'bad-document',
        say`Ce document ne peut pas être remis pour cette pièce.`,
        faults.map(faultOf),
      );
    await writeAnswer(tx, candidacy.id, answers, piece.field, value);
  }
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, type Completeness, type Missing } from '@rebond/calls';
import { RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { freeze, type Frozen } from '../deposit/snapshot.js';
import { documentsOf } from '../documents/documents.js';
import { lockAnswers } from '../edit/save-answers.js';
import { settlePieces } from '../pieces/settle.js';
import { lacking } from '../read/lacking.js';
import { faultOf } from '../read/missing-fault.js';
import { movedOf, type Moved } from '../read/moved.js';
import { openRequest } from './open-requests.js';
import { turnLegalClock } from './turn-legal-clock.js';

export const answerCompletionInput = z.strictObject({ answer: z.string().trim().min(1).max(10_000).optional() });
export type AnswerCompletionInput = z.output<typeof answerCompletionInput>;

export type CompletionAnswered = Moved & {
  /** Requests that still wait for an answer. */
  readonly stillOpen: number;
  /** SHA-256 of the file as it stands now. */
  readonly digest: string;
};

const ANSWER = statement(
  'completion_answer',
  `update candidacies.completion set answered_at = $2, answer = $3 where id = $1`,
);
const FREEZE = statement(
  'completion_freeze',
  `insert into candidacies.deposit
     (candidacy_id, n, kind, received_at, receipt_number, definition_version, snapshot, digest, implicit_rejection_at)
   select $1, count(*) + 1, 'completion', $2, $3 || '/' || (count(*) + 1), $4, $5, $6, $7
     from candidacies.deposit where candidacy_id = $1`,
);

/**
 * The territory answers a completion request. What was asked is saved in the answers beforehand; the file is frozen
 * and hashed again, so that the one judged is always a snapshot. The last answer resumes the legal clock.
 */
@Injectable()
export class AnswerCompletion {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** @throws RefusedError `still-missing` with the whole list, `request-closed` */
  async answer(
    tx: Tx,
    id: CandidacyId,
    expectedVersion: number,
    requestId: string,
    { answer }: AnswerCompletionInput,
  ): Promise<CompletionAnswered> {
    const candidacy = await this.cases.lockFor(tx, id, expectedVersion, 'ANSWER_COMPLETION');
    const { request, stillOpen } = await openRequest(tx, id, requestId);
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const { document } = await lockAnswers(tx, id);
    const documents = await documentsOf(tx, id);
    const found = await lacking(tx, definition, document, candidacy.perimeter, documents);
    requireAnswered(found, stillOpen === 0 ? null : request.fields);
    await tx.query(ANSWER, [request.id, tx.at.toString(), answer ?? null]);
    const legalDate =
      stillOpen === 0 ? await turnLegalClock(tx, id, { kind: 'resume' }, definition.legal.decisionMonths) : null;
    const frozen = freeze(definition, candidacy, document, documents);
    await this.keep(tx, candidacy, frozen, legalDate);
    const { cutoffAt } = await this.calls.wave(tx, candidacy.waveId);
    await settlePieces(tx, candidacy, found, Object.keys(document), cutoffAt);
    const moved = await this.cases.move(tx, {
      id,
      expectedVersion,
      event: { type: 'ANSWER_COMPLETION', facts: { request: request.id, stillOpen, digest: frozen.digest } },
      change: { implicitRejectionAt: legalDate },
      ...(answer === undefined ? {} : { personal: { answer } }),
    });
    return { ...movedOf(moved), stillOpen, digest: frozen.digest };
  }

  private async keep(
    tx: Tx,
    candidacy: Candidacy,
    { snapshot, digest }: Frozen,
    legalDate: Temporal.Instant | null,
  ): Promise<void> {
    const { id, receiptNumber, definitionVersion } = candidacy;
    await tx.query(FREEZE, [
      ...[id, tx.at.toString(), receiptNumber, definitionVersion, JSON.stringify(snapshot), digest],
      legalDate?.toString() ?? null,
    ]);
  }
}

/**
 * One answer among others is held to what its request asks; the last one to everything that a deposit needs, since
 * any answer may have been changed meanwhile.
 */
function requireAnswered({ blocking }: Completeness, fields: readonly string[] | null): void {
  const concerns = (missing: Missing): boolean =>
    fields === null ||
    fields.includes(missing.key) ||
    (missing.row !== undefined && fields.includes(missing.row.block));
  const missing = blocking.filter(concerns);
  if (missing.length > 0)
    throw new RefusedError('still-missing', say`Des éléments demandés manquent encore.`, missing.map(faultOf));
}

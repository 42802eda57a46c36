import { Injectable } from '@nestjs/common';
import { answerOf, Calls, visibleFields, type CallDefinition, type FormField } from '@rebond/calls';
import type { CandidacyId, Siren } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import type { CheckResult } from '../../domain/admissibility.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { verdictOn } from '../admissibility/verdict-on.js';
import { Cases } from '../cases.js';
import { listDocuments } from '../documents/document-rows.js';
import { documentsOf } from '../documents/documents.js';
import { readAnswer, type Names, type ReadAnswer } from '../form/answer-text.js';
import { Overlaps } from '../list/overlaps.js';
import { definitionOf } from '../read/definition-of.js';
import { snapshotOf } from '../read/deposits.js';
import { lacking } from '../read/lacking.js';
import { owedPieces, type OwedPieceRow } from '../read/owed-pieces.js';

export interface FileDocument {
  readonly id: string;
  readonly filename: string;
  readonly sizeBytes: number;
}

/** An answer as deposited, with the documents that it names. */
export interface ReviewedAnswer extends ReadAnswer {
  readonly type: FormField['type'];
  readonly documents: readonly FileDocument[];
}

export interface ReviewedSection {
  readonly key: string;
  readonly title: string;
  readonly answers: readonly ReviewedAnswer[];
}

/** The file as it was last deposited, for those who examine it. */
export interface ReviewedFile {
  readonly candidacy: Candidacy;
  readonly definition: CallDefinition;
  readonly receivedAt: Temporal.Instant | null;
  readonly members: readonly string[];
  readonly sections: readonly ReviewedSection[];
}

/** What an officer ascertains before deciding on admissibility. */
export interface Findings {
  readonly blockingMissing: readonly string[];
  readonly owed: readonly OwedPieceRow[];
  readonly overlaps: number;
  /** What was said of each point of the checklist; none before it was. */
  readonly verdict: readonly CheckResult[];
}

@Injectable()
export class ReadReview {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly overlapping: Overlaps,
  ) {}

  /** @throws AbsentError */
  async file(tx: Tx, id: CandidacyId): Promise<ReviewedFile> {
    const candidacy = await this.cases.read(tx, id);
    const definition = await definitionOf(tx, this.calls, candidacy);
    const snapshot = await snapshotOf(tx, id, null);
    const answers = snapshot?.answers ?? {};
    const documents = new Map((await listDocuments(tx, id)).map((one) => [one.id, one]));
    const text = JSON.stringify(answers);
    const sirens = [...new Set([...candidacy.perimeter, ...(text.match(/\b\d{9}\b/g) ?? [])])] as Siren[];
    const bodies = await this.territories.bodies(tx, sirens);
    const names: Names = { documents, bodies: new Map([...bodies].map(([siren, { name }]) => [siren, name])) };
    const visible = new Set(visibleFields(definition, answers).map(({ key }) => key));
    return {
      candidacy,
      definition,
      receivedAt: snapshot?.at ?? null,
      members: candidacy.perimeter.map((siren) => bodies.get(siren)?.name ?? siren),
      sections: definition.sections.map(({ key, title, fields }) => ({
        key,
        title,
        answers: fields
          .filter((field) => visible.has(field.key))
          .map((field) => ({
            ...readAnswer(definition, answers, field, names),
            type: field.type,
            documents: namedIn(answerOf(answers, field.key), names),
          })),
      })),
    };
  }

  async findings(tx: Tx, { candidacy, definition }: ReviewedFile): Promise<Findings> {
    const snapshot = await snapshotOf(tx, candidacy.id, null);
    const documents = await documentsOf(tx, candidacy.id);
    const { blocking } = await lacking(tx, definition, snapshot?.answers ?? {}, candidacy.perimeter, documents);
    return {
      blockingMissing: blocking.map(({ detail }) => detail),
      owed: (await owedPieces(tx, candidacy.id)).filter(({ providedAt }) => providedAt === null),
      overlaps: (await this.overlapping.of(tx, candidacy.id)).length,
      verdict: await verdictOn(tx, candidacy.id),
    };
  }
}

/** The documents that an answer points at, wherever in it. */
function namedIn(answer: unknown, { documents }: Names): FileDocument[] {
  const text = JSON.stringify(answer ?? null);
  return [...documents.values()]
    .filter(({ id }) => text.includes(id))
    .map(({ id, filename, sizeBytes }) => ({ id, filename, sizeBytes }));
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, fieldOf, rowFieldOf, type CallDefinition } from '@rebond/calls';
import { AbsentError, isSiren, RefusedError, type CandidacyId, type DocumentId, type Json, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import type { FileField } from '../documents/authorise-upload.js';
import { readDocument } from '../documents/document-rows.js';
import { lockAnswers, SaveAnswers } from '../edit/save-answers.js';
import { definitionOf } from '../read/definition-of.js';
import { rowsOf } from './typed-values.js';

export const attachInput = z.strictObject({
  /** Where in the answers: `field`, `field/siren` of a piece owed by each EPCI, `block/row/field` in a repeated block. */
  place: z.string().max(200),
  /** A document already uploaded to the case. */
  documentId: z.uuid(),
});
export type AttachInput = z.output<typeof attachInput>;

/** The answer as it now is; a type, so that it is JSON. */
export type Attached = {
  readonly key: string;
  readonly version: number;
  readonly documents: readonly string[];
  readonly savedAt: string;
};

/** A place for documents among the answers, and the field that says which. */
export interface FilePlace {
  readonly key: string;
  readonly field: FileField;
  /** Key of the upload's field: `block/field` in a repeated block. */
  readonly uploadField: string;
  readonly siren?: string;
  readonly row?: string;
}

/** @throws AbsentError when the form has no such place for documents */
export function filePlace(definition: CallDefinition, place: string): FilePlace {
  const [key = '', second, third, ...more] = place.split('/');
  const field = fieldOf(definition, key);
  if (field?.type === 'file' && third === undefined) {
    const isPerEpci = field.perEpci && second !== undefined && isSiren(second);
    if (isPerEpci) return { key, field, uploadField: key, siren: second };
    if (!field.perEpci && second === undefined) return { key, field, uploadField: key };
  }
  if (field?.type === 'repeated' && second !== undefined && third !== undefined && more.length === 0) {
    const cell = rowFieldOf(field, third);
    if (cell?.type === 'file') return { key, field: cell, uploadField: `${key}/${third}`, row: second };
  }
  throw new AbsentError();
}

const idsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/** The documents at a place of the answers. */
export function documentsAt(answer: unknown, { row, siren, field }: FilePlace): readonly string[] {
  if (row !== undefined) return idsOf(rowsOf(answer).find((one) => one.id === row)?.[field.key]);
  return idsOf(siren === undefined ? answer : (answer as Readonly<Record<string, unknown>> | undefined)?.[siren]);
}

function withDocuments(answer: unknown, { row, siren, field }: FilePlace, ids: readonly string[]): unknown {
  const kept = ids.length === 0 ? null : ids;
  if (row !== undefined) {
    const rows = rowsOf(answer);
    if (!rows.some((one) => one.id === row)) throw new AbsentError();
    return rows.map((one) => (one.id === row ? { ...one, [field.key]: kept } : one));
  }
  if (siren === undefined) return kept;
  const others = Object.entries((answer ?? {}) as Record<string, unknown>).filter(([key]) => key !== siren);
  const all = [...others, ...(kept === null ? [] : [[siren, kept] as const])];
  return all.length === 0 ? null : Object.fromEntries(all);
}

/**
 * Puts a document of the case into a file field, or takes it out, whatever the version of the field: two people who
 * each add a document both have theirs. Where the field takes one, the new document replaces the one before.
 */
@Injectable()
export class AttachDocument {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly answers: SaveAnswers,
  ) {}

  /** @throws RefusedError `too-many-files`, `answers-frozen`; AbsentError when there is no such place or document */
  attach(tx: Tx, id: CandidacyId, { place, documentId }: AttachInput): Promise<Attached> {
    return this.change(tx, id, place, async (before, field) => {
      await readDocument(tx, id, documentId as DocumentId);
      if (field.maxFiles === 1) return [documentId];
      const ids = [...new Set([...before, documentId])];
      if (ids.length <= field.maxFiles) return ids;
      throw new RefusedError(
        'too-many-files',
        say`« ${field.label} » prend au plus ${String(field.maxFiles)} fichiers : retirez-en un d’abord.`,
      );
    });
  }

  /** Takes a document out of the answer; the case keeps it, as what was deposited with it must. */
  detach(tx: Tx, id: CandidacyId, { place, documentId }: AttachInput): Promise<Attached> {
    return this.change(tx, id, place, (before) => Promise.resolve(before.filter((one) => one !== documentId)));
  }

  private async change(
    tx: Tx,
    id: CandidacyId,
    name: string,
    next: (before: readonly string[], field: FileField) => Promise<readonly string[]>,
  ): Promise<Attached> {
    const { document, versions } = await lockAnswers(tx, id);
    const definition = await definitionOf(tx, this.calls, await this.cases.read(tx, id));
    const place = filePlace(definition, name);
    const documents = await next(documentsAt(document[place.key], place), place.field);
    const value = withDocuments(document[place.key], place, documents) as Json;
    const seen = versions[place.key] ?? 0;
    const { savedAt } = await this.answers.save(tx, id, { fields: { [place.key]: { value: value as never, seen } } });
    return { key: place.key, version: seen + 1, documents, savedAt };
  }
}

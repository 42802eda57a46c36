import { countedAnswers, type CallDefinition } from '@rebond/calls';
import { canonicalJson, type Json } from '@rebond/kernel';
import { sha256 } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import type { StoredDocument } from '../documents/documents.js';

export interface Frozen {
  readonly snapshot: Json;
  /** SHA-256 of the canonical JSON of the snapshot, in hexadecimal. */
  readonly digest: string;
}

/** The file as it is judged: its perimeter, the answers that count, and the content of the documents they name. */
export function freeze(
  definition: CallDefinition,
  { perimeter, departement, regions }: Candidacy,
  answers: Readonly<Record<string, unknown>>,
  documents: ReadonlyMap<string, StoredDocument>,
): Frozen {
  const counted = countedAnswers(definition, answers) as Json;
  const text = canonicalJson(counted);
  const named = [...documents]
    .filter(([id]) => text.includes(id))
    .map(([id, { sha256: content }]) => [id, content] as const);
  const snapshot = { perimeter, departement, regions, answers: counted, documents: Object.fromEntries(named) };
  return { snapshot, digest: sha256(canonicalJson(snapshot)).toString('hex') };
}

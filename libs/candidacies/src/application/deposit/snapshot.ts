import { countedAnswers, type CallDefinition } from '@rebond/calls';
import { canonicalJson, type Json } from '@rebond/kernel';
import { sha256 } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';

export interface Frozen {
  readonly snapshot: Json;
  /** SHA-256 of the canonical JSON of the snapshot, in hexadecimal. */
  readonly digest: string;
}

/** The file as it is judged: its perimeter and the answers that count, hidden ones left out. */
export function freeze(
  definition: CallDefinition,
  { perimeter, departement, regions }: Candidacy,
  answers: Readonly<Record<string, unknown>>,
): Frozen {
  const snapshot = { perimeter, departement, regions, answers: countedAnswers(definition, answers) as Json };
  return { snapshot, digest: sha256(canonicalJson(snapshot)).toString('hex') };
}

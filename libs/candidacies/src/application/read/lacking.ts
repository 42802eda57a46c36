import { completeness, type CallDefinition, type Completeness, type DocumentFacts } from '@rebond/calls';
import type { Siren } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { Answers } from '../edit/save-answers.js';
import { owingNames } from '../pieces/owed.js';

/** What a file lacks, in sentences that name each EPCI which owes a piece; names are read only where one does. */
export async function lacking(
  tx: Tx,
  definition: CallDefinition,
  answers: Answers['document'],
  perimeter: readonly Siren[],
  documents: ReadonlyMap<string, DocumentFacts>,
): Promise<Completeness> {
  const found = completeness(definition, answers, perimeter, documents);
  const names = await owingNames(tx, [...found.blocking, ...found.promised, ...found.afterSelection]);
  return names.size === 0 ? found : completeness(definition, answers, perimeter, documents, names);
}

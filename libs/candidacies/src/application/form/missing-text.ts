import { answerOf, fieldOf, type Answers, type CallDefinition, type Missing } from '@rebond/calls';
import { rowsOf } from './typed-values.js';

/** What is missing, in a sentence that also says in which row: « Projet 2 : « Porteur » est à renseigner. » */
export function missingText(definition: CallDefinition, answers: Answers, { row, detail }: Missing): string {
  const block = row && fieldOf(definition, row.block);
  if (block?.type !== 'repeated') return detail;
  const rank = rowsOf(answerOf(answers, block.key)).findIndex(({ id }) => id === row?.id);
  return rank < 0 ? detail : `${block.rowLabel} ${String(rank + 1)}\u202f: ${detail}`;
}

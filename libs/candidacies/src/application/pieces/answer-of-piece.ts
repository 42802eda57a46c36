import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Answers } from '../edit/save-answers.js';

const WRITE = statement(
  'piece_answer_write',
  `update candidacies.answers set document = $2, versions = $3, updated_at = $4 where candidacy_id = $1`,
);

/** Writes one answer over those just locked, one version of its field further. */
export async function writeAnswer(
  tx: Tx,
  id: CandidacyId,
  { document, versions }: Answers,
  key: string,
  value: unknown,
): Promise<void> {
  await tx.query(WRITE, [
    id,
    JSON.stringify({ ...document, [key]: value }),
    JSON.stringify({ ...versions, [key]: (versions[key] ?? 0) + 1 }),
    tx.at.toString(),
  ]);
}

import type { Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { readAnswers, type Answers } from '../edit/save-answers.js';
import { asWritten } from '../perimeter/written-perimeter.js';
import { snapshotOf } from './deposits.js';

/** The territory works on its copy; everyone else reads the file as it was last deposited. */
const AUTHORS: ReadonlySet<string> = new Set(['epci_lead', 'epci_member', 'system']);

/** A case's answers as this reader may see them: what is being typed is nobody else's affair until it is deposited. */
export async function answersSeen(tx: Tx, { id }: Candidacy): Promise<Answers> {
  if (AUTHORS.has(tx.actor.role)) return readAnswers(tx, id);
  const snapshot = await snapshotOf(tx, id, null);
  return { document: snapshot?.answers ?? {}, versions: {} };
}

/** The case as this reader may see it: its authors with the perimeter that they prepare, everyone else as deposited. */
export const caseSeen = (tx: Tx, candidacy: Candidacy, cutoffAt: Temporal.Instant): Promise<Candidacy> =>
  AUTHORS.has(tx.actor.role) ? asWritten(tx, candidacy, cutoffAt) : Promise.resolve(candidacy);

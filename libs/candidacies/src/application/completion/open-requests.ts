import { AbsentError, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { completionsOf, isOpen, type CompletionRequest } from '../read/completion-row.js';

/**
 * An open request of a locked case, with the number of others that stay open beside it.
 * @throws AbsentError when the case has no such request
 * @throws RefusedError `request-closed`
 */
export async function openRequest(
  tx: Tx,
  id: CandidacyId,
  requestId: string,
): Promise<{ readonly request: CompletionRequest; readonly stillOpen: number }> {
  const all = await completionsOf(tx, id);
  const request = all.find((one) => one.id === requestId);
  if (!request) throw new AbsentError();
  if (!isOpen(request))
    throw new RefusedError('request-closed', say`Cette demande de complément a déjà reçu sa réponse ou a été annulée.`);
  return { request, stillOpen: all.filter(isOpen).length - 1 };
}

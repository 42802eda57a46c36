import type { CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { completionsOf, isOpen, type CompletionRequest } from '../read/completion-row.js';

export type CompletionView = ReturnType<typeof viewOf>;

const viewOf = (request: CompletionRequest) => ({
  id: request.id,
  fields: request.fields,
  message: request.message,
  requestedAt: request.requestedAt.toString(),
  dueAt: request.dueAt.toString(),
  open: isOpen(request),
  answeredAt: request.answeredAt?.toString() ?? null,
  answer: request.answer,
  cancelledAt: request.cancelledAt?.toString() ?? null,
  cancelReason: request.cancelReason,
});

/** Every request ever made about a case, cancelled ones with their message; the oldest first. */
export const listCompletions = async (tx: Tx, id: CandidacyId): Promise<CompletionView[]> =>
  (await completionsOf(tx, id)).map(viewOf);

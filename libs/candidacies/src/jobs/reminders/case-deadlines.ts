import type { Wave } from '@rebond/calls';
import type { Tx } from '@rebond/platform';
import type { Deadline, ReminderKind } from '@rebond/reminders';
import { completionsOf, isOpen } from '../../application/read/completion-row.js';
import { owedPieces } from '../../application/read/owed-pieces.js';
import type { CaseState } from '../../domain/machine.js';
import type { Candidacy } from '../../infrastructure/case-row.js';

const OWES_PIECES: ReadonlySet<CaseState> = new Set([
  'submitted',
  'incomplete',
  'waitlisted',
  'selected',
  'engineering',
]);
const AWAITS_DECISION: ReadonlySet<CaseState> = new Set(['submitted', 'incomplete', 'waitlisted']);

/** What a case owes or awaits by a date, as it stands: what reminders are planned for, and what they are still sent for. */
export async function deadlinesOf(tx: Tx, candidacy: Candidacy, wave: Wave): Promise<readonly Deadline[]> {
  const one = (kind: ReminderKind, key: string, dueAt: Temporal.Instant): Deadline => ({
    kind,
    key,
    candidacyId: candidacy.id,
    dueAt,
    departement: candidacy.departement,
  });
  const deadlines: Deadline[] = [];
  if (candidacy.state === 'draft') deadlines.push(one('draft-not-deposited', 'cutoff', wave.cutoffAt));
  if (OWES_PIECES.has(candidacy.state))
    for (const piece of await owedPieces(tx, candidacy.id))
      if (piece.providedAt === null && piece.dueAt !== null)
        deadlines.push(one('piece-owed', `${piece.field}:${piece.siren}`, piece.dueAt));
  if (candidacy.state === 'incomplete')
    for (const request of (await completionsOf(tx, candidacy.id)).filter(isOpen))
      deadlines.push(one('completion-due', request.id, request.dueAt));
  if (AWAITS_DECISION.has(candidacy.state) && candidacy.implicitRejectionAt !== null)
    deadlines.push(one('implicit-rejection-approaching', 'legal', candidacy.implicitRejectionAt));
  return deadlines;
}

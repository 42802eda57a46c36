import type { Wave } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';
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

const ADMISSIBILITY = statement(
  'admissibility_due_of',
  'select admissibility_due from candidacies.case_facets where candidacy_id = $1',
);

/** Until when the State says that a file is incomplete, or whether it is admissible; null once it has asked for more. */
async function admissibilityDue(tx: Tx, id: CandidacyId): Promise<Temporal.Instant | null> {
  const [row] = await tx.query<{ admissibility_due: Date | null }>(ADMISSIBILITY, [id]);
  return instantOrNull(row?.admissibility_due ?? null);
}

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
  if (candidacy.state === 'submitted' && candidacy.context.admissibility === 'pending') {
    const dueAt = await admissibilityDue(tx, candidacy.id);
    if (dueAt !== null) deadlines.push(one('admissibility-due', 'legal', dueAt));
  }
  return deadlines;
}

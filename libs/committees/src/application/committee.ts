import type { CommitteeKind, CommitteePlan, CallDefinition } from '@rebond/calls';
import type { Candidacy, CaseState } from '@rebond/candidacies';
import { RefusedError, say } from '@rebond/kernel';
import type { Meeting } from '@rebond/meetings';
import type { ReminderRule } from '@rebond/reminders';

/** A steering committee: a meeting that the calendar of the case's definition asked for. */
export interface Committee {
  /** Of the committee in the definition. */
  readonly key: string;
  readonly kind: CommitteeKind;
  readonly meeting: Meeting;
}

/** From the selection to the end of the follow-up. */
const MEETS: ReadonlySet<CaseState> = new Set(['selected', 'engineering', 'funded']);

export const hasCommittees = (candidacy: Pick<Candidacy, 'state'>): boolean => MEETS.has(candidacy.state);

/** @throws RefusedError `no-committee-in-this-state` */
export function requireCommittees(candidacy: Pick<Candidacy, 'state'>): void {
  if (!hasCommittees(candidacy))
    throw new RefusedError('no-committee-in-this-state', say`Les comités de ce dossier ont pris fin avec son suivi.`);
}

/**
 * What the closing committee closes has been launched before.
 * @throws RefusedError `launch-not-held`
 */
export function requireLaunch(
  kind: CommitteeKind,
  heldAt: Temporal.Instant,
  launch: Temporal.Instant | undefined,
): void {
  if (kind === 'closing' && (launch === undefined || Temporal.Instant.compare(heldAt, launch) <= 0))
    throw new RefusedError('launch-not-held', say`Le comité de lancement ne s'est pas tenu avant celui de clôture.`);
}

/** @throws Error when the definition does not have it: a case keeps its version, so this is a fault of ours */
export function planOf(definition: CallDefinition, key: string): CommitteePlan {
  const plan = definition.calendar.committees.find((one) => one.key === key);
  if (!plan) throw new Error(`The definition has no committee ${key}`);
  return plan;
}

export const ruleOf = (definition: CallDefinition, kind: ReminderRule['kind']): ReminderRule | undefined =>
  definition.calendar.reminders.find((rule) => rule.kind === kind);

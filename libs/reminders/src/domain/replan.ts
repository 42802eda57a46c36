import type { PlannedReminder } from './rule.js';

/** A stored reminder that was not cancelled. */
export interface ExistingReminder extends PlannedReminder {
  readonly firedAt: Temporal.Instant | null;
}

/** `keep` stays as it is, what has fired included; `cancel` must not fire any more; `add` is to be stored. */
export interface Replan<Existing extends ExistingReminder> {
  readonly keep: readonly Existing[];
  readonly cancel: readonly Existing[];
  readonly add: readonly PlannedReminder[];
}

const thingOf = (one: PlannedReminder): string => JSON.stringify([one.candidacyId, one.kind, one.key]);
const identityOf = (one: PlannedReminder): string => JSON.stringify([thingOf(one), one.ordinal]);

/**
 * Moves stored reminders to a new plan, for instance when a wave is prolonged. `existing` and `planned` cover the same
 * things owed; nothing planned for a thing (it was given, or its deadline is over) cancels all that is pending for it.
 * An ordinal that fired does not fire again at the same instant nor for the same deadline. One that is overdue for an
 * unchanged deadline (the worker was down) is kept: it fires at the next tick.
 */
export function replan<Existing extends ExistingReminder>(
  existing: readonly Existing[],
  planned: readonly PlannedReminder[],
): Replan<Existing> {
  const plans = Map.groupBy(planned, thingOf);
  const stays = (one: Existing): boolean => one.firedAt !== null || isStillMeant(one, plans.get(thingOf(one)) ?? []);
  const keep = existing.filter(stays);
  const kept = Map.groupBy(keep, identityOf);
  return {
    keep,
    cancel: existing.filter((one) => !stays(one)),
    add: planned.filter((plan) => !(kept.get(identityOf(plan)) ?? []).some((one) => covers(one, plan))),
  };
}

const isStillMeant = (pending: PlannedReminder, plans: readonly PlannedReminder[]): boolean =>
  plans.some((plan) => plan.ordinal === pending.ordinal && isSame(plan, pending)) ||
  (plans.length > 0 &&
    plans.every(
      (plan) => plan.deadlineAt.equals(pending.deadlineAt) && Temporal.Instant.compare(pending.dueAt, plan.dueAt) < 0,
    ));

const covers = (one: ExistingReminder, plan: PlannedReminder): boolean =>
  one.firedAt === null ? isSame(one, plan) : one.dueAt.equals(plan.dueAt) || one.deadlineAt.equals(plan.deadlineAt);

const isSame = (a: PlannedReminder, b: PlannedReminder): boolean =>
  a.dueAt.equals(b.dueAt) && a.deadlineAt.equals(b.deadlineAt);

import type { CandidacyId } from '@rebond/kernel';
import { planReminders } from './plan.js';
import { type ExistingReminder, replan } from './replan.js';
import type { Deadline, PlannedReminder, ReminderRule } from './rule.js';

const paris = (text: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${text}[Europe/Paris]`).toInstant();

const RULE: ReminderRule = {
  kind: 'draft-not-deposited',
  before: [{ days: 5, unit: 'working' }, { days: 1, unit: 'working' }, { workingHours: 2 }],
};
// Cut-off on Sunday 1 October: reminders on Monday 25 at 09:00, Friday 29 at 09:00 and at 15:00.
const CUTOFF = '2023-10-01T12:00';

const aDeadline = (dueAt: string, key = 'draft', candidacyId = 'ales'): Deadline => ({
  kind: 'draft-not-deposited',
  key,
  candidacyId: candidacyId as CandidacyId,
  dueAt: paris(dueAt),
  departement: '30',
});
const planFor = (dueAt: string, now: string): readonly PlannedReminder[] =>
  planReminders(aDeadline(dueAt), RULE, paris(now));

/** Stored reminders; those due before `firedUntil` have fired. */
const stored = (plan: readonly PlannedReminder[], firedUntil = '2000-01-01T00:00'): ExistingReminder[] =>
  plan.map((one) => ({
    ...one,
    firedAt: Temporal.Instant.compare(one.dueAt, paris(firedUntil)) < 0 ? one.dueAt : null,
  }));

const ordinals = (all: readonly PlannedReminder[]): number[] => all.map((one) => one.ordinal);
const summary = (result: ReturnType<typeof replan>): Record<'keep' | 'cancel' | 'add', number[]> => ({
  keep: ordinals(result.keep),
  cancel: ordinals(result.cancel),
  add: ordinals(result.add),
});

describe('Planning anew', () => {
  it('stores everything the first time', () => {
    const planned = planFor(CUTOFF, '2023-09-01T00:00');
    expect(replan([], planned)).toEqual({ keep: [], cancel: [], add: planned });
  });

  it('changes nothing when nothing changed, fired or not', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'), '2023-09-26T00:00');
    const result = replan(existing, planFor(CUTOFF, '2023-09-26T00:00'));
    expect(result).toEqual({ keep: existing, cancel: [], add: [] });
  });

  it('of a wave prolonged by a week moves what has not fired and reminds again of the new date', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'), '2023-09-26T00:00');
    const result = replan(existing, planFor('2023-10-08T12:00', '2023-09-26T10:00'));
    expect(summary(result)).toEqual({ keep: [0], cancel: [1, 2], add: [0, 1, 2] });
    expect(result.add[0]?.dueAt.toString()).toBe(paris('2023-10-02T09:00').toString());
  });

  it('of a wave prolonged by some hours moves pending reminders to the new deadline', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'));
    const result = replan(existing, planFor('2023-10-01T18:00', '2023-09-02T00:00'));
    expect(summary(result)).toEqual({ keep: [], cancel: [0, 1, 2], add: [0, 1, 2] });
    expect(result.add.every((one) => one.deadlineAt.equals(paris('2023-10-01T18:00')))).toBe(true);
  });

  it('never fires an ordinal again at the instant at which it fired, for a deadline moved by some hours', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'), '2023-09-30T00:00');
    const result = replan(existing, planFor('2023-10-01T18:00', '2023-09-30T10:00'));
    expect(summary(result)).toEqual({ keep: [0, 1, 2], cancel: [], add: [] });
  });

  it('never fires an ordinal again for the same deadline, even where the office moved to another zone', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'), '2023-09-30T00:00');
    const moved = planReminders({ ...aDeadline(CUTOFF), departement: '974' }, RULE, paris('2023-09-30T10:00'));
    expect(moved).toHaveLength(1);
    expect(summary(replan(existing, moved))).toEqual({ keep: [0, 1, 2], cancel: [], add: [] });
  });

  it('fires once, not at each planning, what was known too late', () => {
    const first = planFor(CUTOFF, '2023-09-30T10:00');
    expect(ordinals(first)).toEqual([2]);
    const again = planFor(CUTOFF, '2023-09-30T11:00');
    expect(summary(replan(stored(first), again))).toEqual({ keep: [2], cancel: [], add: [] });
    expect(summary(replan(stored(first, '2023-09-30T10:01'), again))).toEqual({ keep: [2], cancel: [], add: [] });
  });

  it('keeps what is overdue because the worker was down', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'));
    const result = replan(existing, planFor(CUTOFF, '2023-09-28T10:00'));
    expect(summary(result)).toEqual({ keep: [0, 1, 2], cancel: [], add: [] });
  });

  it('cancels what is overdue for a deadline that moved', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'));
    const result = replan(existing, planFor('2023-10-08T12:00', '2023-09-28T10:00'));
    expect(summary(result)).toEqual({ keep: [], cancel: [0, 1, 2], add: [0, 1, 2] });
  });

  it('cancels all that is pending once nothing is owed any more', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'), '2023-09-26T00:00');
    expect(summary(replan(existing, []))).toEqual({ keep: [0], cancel: [1, 2], add: [] });
  });

  it('cancels a reminder that the rule no longer has', () => {
    const existing = stored(planFor(CUTOFF, '2023-09-01T00:00'));
    const shorter = planReminders(
      aDeadline(CUTOFF),
      { ...RULE, before: RULE.before.slice(0, 2) },
      paris('2023-09-02T00:00'),
    );
    expect(summary(replan(existing, shorter))).toEqual({ keep: [0, 1], cancel: [2], add: [] });
  });

  it('does not mix up the pieces of one candidacy, nor the same piece of two', () => {
    const now = paris('2023-09-01T00:00');
    const owed = (key: string, candidacyId: string): readonly PlannedReminder[] =>
      planReminders(aDeadline(CUTOFF, key, candidacyId), RULE, now);
    const given = stored(owed('deliberation:200066918', 'ales'));
    const others = [...owed('deliberation:200068500', 'ales'), ...owed('deliberation:200066918', 'cambrai')];
    const result = replan([...given, ...stored(others)], others);
    expect(result.cancel).toEqual(given);
    expect(result.keep).toHaveLength(6);
    expect(result.add).toEqual([]);
  });
});

import type { CandidacyId } from '@rebond/kernel';

export const REMINDER_KINDS = [
  'draft-not-deposited',
  'piece-owed',
  'completion-due',
  'review-due',
  'mission-report-due',
  'committee-coming',
  'implicit-rejection-approaching',
  'appeal-to-answer',
  'admissibility-due',
] as const;

export type ReminderKind = (typeof REMINDER_KINDS)[number];

/**
 * How long before its deadline a reminder fires, as a call's definition writes it: days, or working hours of the
 * territory (at least 1, at most a working day).
 */
export type ReminderOffset =
  { readonly days: number; readonly unit: 'calendar' | 'working' } | { readonly workingHours: number };

export interface ReminderRule {
  readonly kind: ReminderKind;
  /** A reminder's ordinal is its place in this list. */
  readonly before: readonly ReminderOffset[];
}

/** Something owed by an instant. */
export interface Deadline {
  readonly kind: ReminderKind;
  /** Stable identity of the thing owed within its candidacy, for instance piece and SIREN. */
  readonly key: string;
  readonly candidacyId: CandidacyId;
  readonly dueAt: Temporal.Instant;
  /** INSEE code; gives the time zone and the public holidays of those who are reminded. */
  readonly departement: string;
}

export interface PlannedReminder {
  readonly kind: ReminderKind;
  readonly key: string;
  readonly candidacyId: CandidacyId;
  readonly ordinal: number;
  /** When it fires; already past for the one that makes up for a deadline known too late: it fires at once. */
  readonly dueAt: Temporal.Instant;
  readonly deadlineAt: Temporal.Instant;
}

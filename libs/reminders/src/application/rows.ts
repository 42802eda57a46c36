import type { CandidacyId } from '@rebond/kernel';
import { instantOf } from '@rebond/platform';
import type { PlannedReminder, ReminderKind } from '../domain/rule.js';

/** Columns that name a reminder, as the driver gives them. */
export interface ReminderRow {
  readonly id: string;
  readonly kind: ReminderKind;
  readonly key: string;
  readonly candidacy_id: CandidacyId;
  readonly ordinal: number;
  readonly due_at: Date;
  readonly deadline_at: Date;
}

export const COLUMNS = 'r.id, r.kind, r.key, r.candidacy_id, r.ordinal, r.due_at, r.deadline_at';

export const reminderOf = (row: ReminderRow): PlannedReminder & { readonly id: string } => ({
  id: row.id,
  kind: row.kind,
  key: row.key,
  candidacyId: row.candidacy_id,
  ordinal: row.ordinal,
  dueAt: instantOf(row.due_at),
  deadlineAt: instantOf(row.deadline_at),
});

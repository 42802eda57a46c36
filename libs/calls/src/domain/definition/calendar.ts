import type { ReminderOffset } from '@rebond/reminders';
import { z } from 'zod';
import { say } from '@rebond/kernel';
import { keySchema, lineSchema, momentSchema, offsetSchema } from './primitives.js';
import { reminderKindSchema } from './texts.js';

export const COMMITTEE_KINDS = ['launch', 'interim', 'closing', 'followUp'] as const;
export type CommitteeKind = (typeof COMMITTEE_KINDS)[number];
/** Committees of the engineering phase: a call without it has only follow-up ones. */
export const ENGINEERING_COMMITTEES: ReadonlySet<CommitteeKind> = new Set(['launch', 'interim', 'closing']);

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, say`heure attendue sous la forme HH:MM`);

export const committeeSchema = z.strictObject({
  key: keySchema,
  kind: z.enum(COMMITTEE_KINDS),
  title: lineSchema,
  /** Planned day; people then agree on the real one. */
  at: momentSchema,
  time: timeSchema,
  durationMinutes: z.int().min(15).max(600),
  /** The convocation leaves at least this long before the meeting. */
  convocationBefore: offsetSchema,
  agenda: z.array(lineSchema).min(1).max(30),
});
export type CommitteePlan = z.infer<typeof committeeSchema>;

/** Days before the due date, or working hours of the recipient's own zone before the due instant. */
export const reminderOffsetSchema: z.ZodType<ReminderOffset> = z.union(
  [offsetSchema, z.strictObject({ workingHours: z.int().min(1).max(8) })],
  {
    error: say`délai de rappel attendu : {days, unit: calendar ou working} ou {workingHours}`,
  },
);

export const reminderSchema = z.strictObject({
  kind: reminderKindSchema,
  before: z.array(reminderOffsetSchema).min(1).max(12),
});
export type ReminderPlan = z.infer<typeof reminderSchema>;

export const calendarSchema = z.strictObject({
  deadlines: z.strictObject({
    /** Reviews are due. */
    review: momentSchema,
    /** The report of the engineering mission is due; only with an engineering phase. */
    missionReport: momentSchema.optional(),
  }),
  committees: z.array(committeeSchema).max(20),
  reminders: z.array(reminderSchema).max(reminderKindSchema.options.length),
});
export type CallCalendar = z.infer<typeof calendarSchema>;

/** Cut-offs come back every year in these months, on this day, at this wall-clock time. */
export const rhythmSchema = z.strictObject({
  months: z.array(z.int().min(1).max(12)).min(1).max(12),
  /** At most 28, so that every month has it. */
  day: z.int().min(1).max(28),
  time: timeSchema,
  zone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), say`fuseau horaire inconnu`),
});
export type WaveRhythm = z.infer<typeof rhythmSchema>;

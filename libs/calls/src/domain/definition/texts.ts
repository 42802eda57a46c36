import type { ReminderKind } from '@rebond/reminders';
import { z } from 'zod';
import { lineSchema, proseSchema } from './primitives.js';

/** Placeholders that every text may use. */
export const COMMON_PLACEHOLDERS = [
  'callTitle',
  'territory',
  'reference',
  'link',
  'serviceName',
  'serviceAddress',
  'servicePhone',
  'serviceEmail',
] as const;

/**
 * The texts of a call: `own` placeholders beside the common ones, those it `must` carry by law or it would be useless,
 * and when the call needs it. Receipt: CRPA R112-5; refusals: CRPA L211-2, CJA R421-5; completion: CRPA L114-5.
 */
export const TEXTS = {
  receipt: {
    own: [
      'waveName',
      'receivedAt',
      'depositNumber',
      'piecesOwed',
      'implicitRejectionDate',
      'appealRoutes',
      'fingerprint',
    ],
    must: [
      'receivedAt',
      'serviceName',
      'serviceAddress',
      'servicePhone',
      'serviceEmail',
      'piecesOwed',
      'implicitRejectionDate',
      'appealRoutes',
    ],
    when: 'always',
  },
  draftReminder: { own: ['waveName', 'cutoffAt', 'missingItems'], must: ['cutoffAt', 'missingItems'], when: 'always' },
  draftExpired: { own: ['waveName', 'cutoffAt', 'nextCutoffAt'], must: [], when: 'always' },
  prolongation: {
    own: ['waveName', 'previousCutoffAt', 'newCutoffAt', 'reason'],
    must: ['newCutoffAt', 'reason'],
    when: 'always',
  },
  pieceOwedReminder: { own: ['piecesOwed', 'dueDate'], must: ['piecesOwed', 'dueDate'], when: 'always' },
  completionRequest: { own: ['items', 'message', 'dueDate'], must: ['items', 'dueDate'], when: 'always' },
  completionReminder: { own: ['items', 'dueDate'], must: ['items', 'dueDate'], when: 'always' },
  completionCancelled: { own: ['items'], must: [], when: 'always' },
  completionReceived: { own: ['receivedAt', 'implicitRejectionDate'], must: ['implicitRejectionDate'], when: 'always' },
  inadmissible: { own: ['decidedOn', 'reasons', 'appealRoutes'], must: ['reasons', 'appealRoutes'], when: 'always' },
  withdrawal: { own: ['withdrawnAt'], must: [], when: 'always' },
  opinionRequest: { own: ['opinionLabel', 'question', 'dueDate'], must: ['question', 'dueDate'], when: 'opinions' },
  reviewReminder: { own: ['dueDate', 'reviewsLeft'], must: ['dueDate'], when: 'always' },
  decisionFavourable: {
    own: ['decidedOn', 'envelope', 'personDays', 'conditions', 'piecesOwed', 'appealRoutes'],
    must: ['decidedOn', 'envelope'],
    when: 'always',
  },
  decisionUnfavourable: {
    own: ['decidedOn', 'reasons', 'appealRoutes', 'nextCutoffAt'],
    must: ['decidedOn', 'reasons', 'appealRoutes'],
    when: 'always',
  },
  waitingList: {
    own: ['decidedOn', 'reasons', 'nextWaveName', 'implicitRejectionDate', 'appealRoutes'],
    must: ['decidedOn', 'implicitRejectionDate'],
    when: 'always',
  },
  implicitRejection: {
    own: ['implicitRejectionDate', 'appealRoutes', 'nextCutoffAt'],
    must: ['implicitRejectionDate', 'appealRoutes'],
    when: 'always',
  },
  implicitRejectionApproaching: { own: ['implicitRejectionDate'], must: ['implicitRejectionDate'], when: 'always' },
  engagement: { own: ['firms', 'personDays'], must: ['firms', 'personDays'], when: 'engineering' },
  missionReportReminder: { own: ['firms', 'dueDate'], must: ['dueDate'], when: 'engineering' },
  convocation: {
    own: ['committeeTitle', 'meetsAt', 'place', 'agenda'],
    must: ['committeeTitle', 'meetsAt', 'agenda'],
    when: 'committees',
  },
  committeeReminder: {
    own: ['committeeTitle', 'meetsAt', 'place'],
    must: ['committeeTitle', 'meetsAt'],
    when: 'committees',
  },
  funding: { own: ['signedOn', 'amount', 'funders'], must: ['amount'], when: 'always' },
  closure: { own: ['closedOn'], must: [], when: 'always' },
  abandonment: { own: ['abandonedOn', 'reason'], must: [], when: 'always' },
} as const satisfies Record<string, TextRule>;

interface TextRule {
  readonly own: readonly string[];
  readonly must: readonly string[];
  readonly when: 'always' | 'engineering' | 'committees' | 'opinions';
}

export type TextName = keyof typeof TEXTS;
export const TEXT_NAMES = Object.keys(TEXTS) as TextName[];
/** The names that the text `Name` may hold between `{{` and `}}`. */
export type PlaceholderOf<Name extends TextName> =
  (typeof COMMON_PLACEHOLDERS)[number] | (typeof TEXTS)[Name]['own'][number];

export const textRule = (name: TextName): TextRule => TEXTS[name];

/**
 * The text that each kind of reminder sends: the compiler asks for every kind that the reminders room knows, but for
 * appeals and admissibility, of which the State's own offices are told the same for every call.
 */
export const REMINDER_TEXT: Readonly<
  Record<Exclude<ReminderKind, 'appeal-to-answer' | 'admissibility-due'>, TextName>
> = {
  'draft-not-deposited': 'draftReminder',
  'piece-owed': 'pieceOwedReminder',
  'completion-due': 'completionReminder',
  'review-due': 'reviewReminder',
  'mission-report-due': 'missionReportReminder',
  'committee-coming': 'committeeReminder',
  'implicit-rejection-approaching': 'implicitRejectionApproaching',
};
export const reminderKindSchema = z.enum(Object.keys(REMINDER_TEXT) as ReminderKind[]);

export const textSchema = z.strictObject({ subject: lineSchema, body: proseSchema });
export type CallText = z.infer<typeof textSchema>;

/** Which texts a call needs depends on its phases and committees: that is checked with the whole definition. */
export const textsSchema = z.partialRecord(z.enum(TEXT_NAMES), textSchema);
export type CallTexts = z.infer<typeof textsSchema>;

import { z } from 'zod';
import { say } from '@rebond/kernel';
import { keySchema, lineSchema, offsetSchema, proseSchema } from './primitives.js';

const levelSchema = z.strictObject({
  score: z.int().min(0).max(100),
  label: lineSchema,
  /** What a reviewer must have seen in the candidacy to give this score. */
  anchor: proseSchema,
});

/** How reviewers score: weighted criteria, each with anchored levels in ascending order. Weights sum to 100. */
export const gridSchema = z.strictObject({
  criteria: z
    .array(
      z.strictObject({
        key: keySchema,
        label: lineSchema,
        help: proseSchema.optional(),
        weight: z.int().min(1).max(100),
        levels: z.array(levelSchema).min(2).max(10),
      }),
    )
    .min(1)
    .max(20),
  /** Number of reviewers that a candidacy needs. */
  reviewersPerCandidacy: z.int().min(1).max(10),
});
export type Grid = z.infer<typeof gridSchema>;
export type Criterion = Grid['criteria'][number];

/** How the committees that examine candidacies sit; what is absent follows CRPA R133-3 to R133-13. */
export const sessionsSchema = z.strictObject({
  /** Working days between convocation and session, urgency apart. */
  noticeWorkingDays: z.int().min(0).max(60),
  /** Are the votes for, against and abstentions of each decision counted? */
  countsVotes: z.boolean(),
});
export type SessionRules = z.infer<typeof sessionsSchema>;

/** What an officer checks before a candidacy is judged; one that is not met, and stays so, makes it inadmissible. */
export const admissibilitySchema = z.strictObject({
  checks: z
    .array(
      z.strictObject({
        key: keySchema,
        label: lineSchema,
        help: proseSchema.optional(),
        /** The reason that the territory is given when it is not met: in fact, and in law where a text asks for it. */
        refusal: lineSchema,
      }),
    )
    .min(1)
    .max(30),
});
export type Admissibility = z.infer<typeof admissibilitySchema>;
export type AdmissibilityCheck = Admissibility['checks'][number];

export const OPINION_BODIES = [
  'prefecture',
  'region',
  'bpifrance',
  'banqueDesTerritoires',
  'stateServices',
  'advisor',
] as const;
export type OpinionBody = (typeof OPINION_BODIES)[number];

/** An advisory opinion asked once the candidacy is deposited. `region` is asked once per associated region. */
export const opinionSchema = z.strictObject({
  key: keySchema,
  from: z.enum(OPINION_BODIES),
  label: lineSchema,
  question: proseSchema,
  /** An opinion that was asked in vain never blocks a decision; a mandatory one must at least have been asked. */
  mandatory: z.boolean(),
  delay: offsetSchema,
});
export type OpinionRequest = z.infer<typeof opinionSchema>;

const SILENCE = say`le silence ne peut valoir qu'un rejet (« rejection ») : une demande à caractère financier, ou hors procédure prévue par un texte, est exclue du silence valant acceptation (CRPA, art. L231-4, 2° et 3°)`;

export const legalSchema = z.strictObject({
  /** Months from the receipt within which an incomplete file must be said so. */
  admissibilityMonths: z.int().min(1).max(24),
  /** Months from the receipt at the end of which silence is a rejection. */
  decisionMonths: z.int().min(1).max(36),
  silence: z.literal('rejection', { error: SILENCE }),
  /** Time given by default to answer a completion request (CRPA L114-5). */
  completionWithin: offsetSchema,
  /** Appeal routes and time limits, printed on receipts and refusals (CRPA R112-5; CJA R421-5). */
  appealRoutes: proseSchema,
  /** True until a lawyer of the operator has confirmed that these delays apply. */
  unverified: z.boolean(),
  sources: z.array(z.strictObject({ reference: lineSchema, says: proseSchema })).min(1),
});
export type Legal = z.infer<typeof legalSchema>;

import { z } from 'zod';
import { say } from '@rebond/kernel';
import { keySchema, lineSchema, proseSchema } from './primitives.js';

const amountEurSchema = z.number().min(0).max(1e12).multipleOf(0.01);

export const amountsSchema = z.strictObject({
  engineering: z
    .strictObject({
      personDays: z.number().min(0.5).max(10_000).multipleOf(0.5),
      /** Price of one person-day, in euros; absent when it is not known. */
      personDayPriceEur: amountEurSchema.optional(),
    })
    .optional(),
  /** What one laureate's envelope may amount to, in euros, all funders together. */
  envelope: z.strictObject({ minEur: amountEurSchema, maxEur: amountEurSchema }),
  /** What the call may promise in all, over its waves; absent when nothing bounds it. */
  credits: z
    .strictObject({ envelopeEur: amountEurSchema, personDays: z.number().min(0).max(1e6).multipleOf(0.5) })
    .optional(),
  /** Who may pay into an envelope; an envelope may have several funders. */
  funders: z
    .array(
      z.strictObject({ key: keySchema, label: lineSchema, kind: z.enum(['state', 'operator', 'region', 'local']) }),
    )
    .min(1)
    .max(20),
  aidForms: z.array(z.enum(['grant', 'recoverableAdvance'])).min(1),
});
export type CallAmounts = z.infer<typeof amountsSchema>;

/** Phases that a call may switch off. Without engineering a selected candidacy goes straight to funding. */
export const phasesSchema = z.strictObject({ engineering: z.boolean() });
export type CallPhases = z.infer<typeof phasesSchema>;

export const retentionSchema = z.strictObject({
  /** Months kept after closure, refusal or withdrawal (DUA). */
  months: z.int().min(1).max(600),
  /** Months kept for a draft that was never deposited. */
  draftMonths: z.int().min(1).max(120),
  legalBasis: proseSchema,
  finalDisposition: z.enum(['elimination', 'archive', 'sampling']),
  /** True until agreed with the archives service. */
  unverified: z.boolean(),
});
export type CallRetention = z.infer<typeof retentionSchema>;

/** The service that runs the call, named on every receipt (CRPA R112-5): a role, never a person. */
export const operatingServiceSchema = z.strictObject({
  name: lineSchema,
  address: proseSchema,
  phone: z.string().regex(/^\+?[0-9 ]{10,20}$/, say`numéro de téléphone illisible`),
  email: z.email(),
});
export type OperatingService = z.infer<typeof operatingServiceSchema>;

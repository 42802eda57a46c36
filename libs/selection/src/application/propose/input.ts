import { z } from 'zod';
import { centsOfEuros, type CandidacyId, type PersonDays, type WaveId } from '@rebond/kernel';
import { OUTCOMES, type DecisionLine } from '../../domain/lines.js';

const text = z.string().trim().min(1).max(5_000);
const id = z.uuid().toLowerCase();

export const lineInput = z.strictObject({
  candidacyId: id,
  /** Version of the case as the proposer read it. */
  expectedVersion: z.int().min(1),
  outcome: z.enum(OUTCOMES),
  /** In fact or in law, as the letter will quote them; a rejection has at least one. */
  reasons: z.array(text).max(20).default([]),
  /** Later wave of the same call that a waiting-listed case is deferred to. */
  nextWaveId: id.optional(),
  /** Target envelope of a laureate, in euros, all funders together. */
  envelopeEur: z.number().min(0).optional(),
  personDays: z.number().min(0.5).max(10_000).multipleOf(0.5).optional(),
  conditions: text.optional(),
});

export const proposeInput = z.strictObject({
  waveId: id,
  title: z.string().trim().min(1).max(300),
  /** Cancelled list of the wave that this one corrects. */
  replaces: id.optional(),
  /** One decision per case; one is enough. */
  lines: z.array(lineInput).min(1).max(2_000),
});
export type ProposeInput = z.output<typeof proposeInput>;

/** @throws RefusedError `money-overflow`, `money-fraction` */
export const lineOf = (input: z.output<typeof lineInput>): DecisionLine => ({
  candidacyId: input.candidacyId as CandidacyId,
  expectedVersion: input.expectedVersion,
  outcome: input.outcome,
  reasons: input.reasons,
  nextWaveId: (input.nextWaveId ?? null) as WaveId | null,
  envelopeCents: input.envelopeEur === undefined ? null : centsOfEuros(input.envelopeEur),
  personDays: (input.personDays ?? null) as PersonDays | null,
  conditions: input.conditions ?? null,
});

import { z } from 'zod';
import { instantInput } from '@rebond/calls';
import { PROVISIONAL_OUTCOMES } from '../../domain/session/decision.js';
import { SESSION_KINDS } from '../../domain/session/session.js';

const id = z.uuid().toLowerCase();
const line = z.string().trim().min(1).max(300);

export const conveneInput = z.strictObject({
  waveId: id,
  kind: z.enum(SESSION_KINDS).default('selection'),
  title: line,
  startsAt: instantInput,
  durationMinutes: z.int().min(15).max(960).default(180),
  place: line,
  chair: id,
  secretary: id,
  members: z
    .array(z.strictObject({ seatId: id, hasVote: z.boolean().default(true) }))
    .min(2)
    .max(100),
  /** Cases in the order of the agenda; all those of the wave that may be decided of, by their score, when absent. */
  cases: z.array(id).max(300).optional(),
  /** Other points, before the cases. */
  otherItems: z.array(line).max(30).default([]),
  /** Why the delay of the convocation is not kept. */
  urgency: z.string().trim().min(1).max(2_000).optional(),
});
export type ConveneInput = z.output<typeof conveneInput>;

/** A second convocation: when and where; members and agenda are those of the first. */
export const reconveneInput = conveneInput.pick({ startsAt: true, durationMinutes: true, place: true, urgency: true });
export type ReconveneInput = z.output<typeof reconveneInput>;

/** Whom the proxy is given to; null takes it back. */
export const proxyInput = z.strictObject({ holder: id.nullable() });
export type ProxyInput = z.output<typeof proxyInput>;

export const attendanceInput = z.strictObject({ present: z.array(id).max(100).default([]) });
export type AttendanceInput = z.output<typeof attendanceInput>;

export const decideInput = z.strictObject({
  outcome: z.enum(PROVISIONAL_OUTCOMES),
  nextWaveId: id.optional(),
  envelopeEur: z.number().min(0).optional(),
  personDays: z.number().min(0.5).max(10_000).multipleOf(0.5).optional(),
  criteria: z.array(z.string().max(60)).max(20).default([]),
  reason: z.string().trim().max(5_000).default(''),
  votes: z
    .strictObject({
      for: z.int().min(0).max(100),
      against: z.int().min(0).max(100),
      abstention: z.int().min(0).max(100),
    })
    .optional(),
});
export type DecideInput = z.output<typeof decideInput>;

export const correctInput = z.strictObject({ correction: z.string().trim().min(1).max(5_000) });
export type CorrectInput = z.output<typeof correctInput>;

/** The version of the minutes that was read, and is approved. */
export const signInput = z.strictObject({ minutes: z.int().min(1) });
export type SignInput = z.output<typeof signInput>;

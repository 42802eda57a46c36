import { z } from 'zod';
import { lineInput } from '../propose/input.js';

/** A line as it should be, and why it differs from the proposal. */
export const differenceInput = lineInput.omit({ expectedVersion: true }).extend({
  /** Why the minister's office decides otherwise; kept with the list, never quoted in a letter. */
  reason: z.string().trim().min(1).max(5_000),
});

export const differInput = z.strictObject({ differences: z.array(differenceInput).min(1).max(2_000) });
export type DifferInput = z.output<typeof differInput>;

import { z } from 'zod';

/** Person-days, in half-days. */
export const personDaysInput = z.number().min(0.5).max(10_000).multipleOf(0.5);

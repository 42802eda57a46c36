import { z } from 'zod';
import { say } from '@rebond/kernel';
import { keySchema } from './primitives.js';

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalarSchema>;

/** A test on the answer given to one field. A hidden or empty answer makes every test false but `answered: false`. */
export type FieldTest =
  | { readonly field: string; readonly equals: Scalar }
  /** The answer is one of these; for a multiple choice: one of these at least is chosen. */
  | { readonly field: string; readonly in: readonly Scalar[] }
  /** A number or a date reached; for lists (EPCI, multiple choice, rows, files): the count reached. */
  | { readonly field: string; readonly atLeast: number | string }
  | { readonly field: string; readonly answered: boolean };

export type Condition =
  | FieldTest
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ field: keySchema, equals: scalarSchema }),
      z.strictObject({ field: keySchema, in: z.array(scalarSchema).min(1) }),
      z.strictObject({ field: keySchema, atLeast: z.union([z.number(), z.string()]) }),
      z.strictObject({ field: keySchema, answered: z.boolean() }),
      z.strictObject({ all: z.array(conditionSchema).min(1) }),
      z.strictObject({ any: z.array(conditionSchema).min(1) }),
      z.strictObject({ not: conditionSchema }),
    ],
    {
      error: say`condition illisible : attendu {field + equals, in, atLeast ou answered}, {all: […]}, {any: […]} ou {not: …}`,
    },
  ),
);

/** Every test on a field inside a condition, with its path from the condition's root. */
export function testsOf(
  condition: Condition,
  path: readonly PropertyKey[] = [],
): { test: FieldTest; path: PropertyKey[] }[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => testsOf(part, [...path, 'all', i]));
  if ('any' in condition) return condition.any.flatMap((part, i) => testsOf(part, [...path, 'any', i]));
  if ('not' in condition) return testsOf(condition.not, [...path, 'not']);
  return [{ test: condition, path: [...path] }];
}

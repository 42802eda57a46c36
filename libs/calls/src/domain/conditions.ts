import type { Condition, FieldTest } from './definition/condition.js';
import type { CallDefinition } from './definition/definition.js';
import type { FormField, RepeatedField, RowField } from './definition/field.js';
import type { PlacedField } from './form.js';
import { conditionsOf, formFields } from './form.js';

/** The answers of a candidacy as stored: one value per field key, unchecked. */
export type Answers = Readonly<Record<string, unknown>>;
/** One row of a repeated block: its stable `id` (uuid) and one value per field key of the block. */
export type Row = Answers;

type Form = Pick<CallDefinition, 'sections'>;

/** False for nothing, blank text, an empty list, and a record of empty lists; `false` and `0` are answers. */
export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.values(value).some(isAnswered);
  return true;
}

/** Own member only: a key such as `constructor` is not an answer. */
export const answerOf = (answers: Answers, key: string): unknown =>
  Object.hasOwn(answers, key) ? answers[key] : undefined;

function reaches(value: unknown, threshold: number | string): boolean {
  if (Array.isArray(value)) return typeof threshold === 'number' && value.length >= threshold;
  if (typeof value === 'number') return typeof threshold === 'number' && value >= threshold;
  // ISO dates order as text.
  return typeof value === 'string' && typeof threshold === 'string' && value >= threshold;
}

function passes(test: FieldTest, value: unknown): boolean {
  const answered = isAnswered(value);
  if ('answered' in test) return answered === test.answered;
  if (!answered) return false;
  if ('equals' in test) return value === test.equals;
  if ('in' in test)
    return Array.isArray(value)
      ? value.some((one) => test.in.some((wanted) => wanted === one))
      : test.in.some((wanted) => wanted === value);
  return reaches(value, test.atLeast);
}

/** Evaluates a condition; `valueOf` gives what counts as the answer to a field, undefined for a hidden one. */
export function holds(condition: Condition, valueOf: (key: string) => unknown): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, valueOf));
  if ('any' in condition) return condition.any.some((part) => holds(part, valueOf));
  if ('not' in condition) return !holds(condition.not, valueOf);
  return passes(condition, valueOf(condition.field));
}

/** What counts as the answer to each field of the form: nothing for a hidden field, whatever was typed in it before. */
function countedValues(fields: ReadonlyMap<string, PlacedField>, answers: Answers) {
  // A key is put as hidden while it is evaluated: a cycle, which no loaded definition has, hides its fields.
  const shown = new Map<string, boolean>();
  const isShown = (key: string): boolean => {
    const known = shown.get(key);
    if (known !== undefined) return known;
    const placed = fields.get(key);
    if (!placed) return false;
    shown.set(key, false);
    const result = conditionsOf(placed).every((condition) => holds(condition, valueOf));
    shown.set(key, result);
    return result;
  };
  const valueOf = (key: string): unknown => (isShown(key) ? answerOf(answers, key) : undefined);
  return { isShown, valueOf };
}

/** The fields that a candidate sees with these answers, in the order of the form. */
export function visibleFields(definition: Form, answers: Answers): FormField[] {
  const fields = formFields(definition);
  const { isShown } = countedValues(fields, answers);
  return [...fields.values()].map(({ field }) => field).filter((field) => isShown(field.key));
}

/** The fields seen in one row: conditions look at the same row first, then at the form. */
export function visibleRowFields(definition: Form, answers: Answers, block: RepeatedField, row: Row): RowField[] {
  const form = countedValues(formFields(definition), answers);
  const inRow = new Map(block.fields.map((field) => [field.key, field]));
  const shown = new Map<string, boolean>();
  const isShown = (field: RowField): boolean => {
    const known = shown.get(field.key);
    if (known !== undefined) return known;
    shown.set(field.key, false);
    const result = field.showIf === undefined || holds(field.showIf, valueOf);
    shown.set(field.key, result);
    return result;
  };
  const valueOf = (key: string): unknown => {
    const field = inRow.get(key);
    if (!field) return form.valueOf(key);
    return isShown(field) ? answerOf(row, key) : undefined;
  };
  return block.fields.filter(isShown);
}

/** The answers that count, hidden ones left out, rows included: what a deposit freezes. */
export function countedAnswers(definition: Form, answers: Answers): Record<string, unknown> {
  return Object.fromEntries(
    visibleFields(definition, answers).flatMap((field) => {
      const value = answerOf(answers, field.key);
      if (!isAnswered(value)) return [];
      if (field.type !== 'repeated' || !Array.isArray(value)) return [[field.key, value]];
      const rows = value as readonly Row[];
      return [[field.key, rows.map((row) => countedRow(definition, answers, field, row))]];
    }),
  );
}

function countedRow(definition: Form, answers: Answers, block: RepeatedField, row: Row): Record<string, unknown> {
  const values = visibleRowFields(definition, answers, block, row).flatMap((field) => {
    const value = answerOf(row, field.key);
    return isAnswered(value) ? [[field.key, value] as const] : [];
  });
  return { id: answerOf(row, 'id'), ...Object.fromEntries(values) };
}

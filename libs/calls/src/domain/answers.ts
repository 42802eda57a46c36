import { say } from '@rebond/kernel';
import type { Fault } from '@rebond/kernel';
import type { Answers } from './conditions.js';
import type { CallDefinition } from './definition/definition.js';
import type { Field, FieldType } from './definition/field.js';
import { storedSchema } from './field-values.js';
import { fieldOf, formFields } from './form.js';
import { frenchError, locate } from './french-issues.js';

type Form = Pick<CallDefinition, 'sections'>;

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/**
 * Faults of one answer for an autosave: its kind only; an unfinished or empty answer (null) is none. Pointers are
 * JSON pointers that start with the field's key.
 */
export function checkValue(field: Field, value: unknown): Fault[] {
  if (value === null || value === undefined) return [];
  const parsed = storedSchema(field).safeParse(value, { error: frenchError });
  if (parsed.success) return [];
  return locate(parsed.error.issues).map(({ path, code, reason }) => ({
    pointer: pointerOf([field.key, ...path]),
    code,
    detail: `${field.label} : ${reason}`,
  }));
}

/** Faults of a set of answers: keys that the form does not have, and values of the wrong kind. */
export function checkAnswers(definition: Form, answers: Answers): Fault[] {
  return Object.entries(answers).flatMap(([key, value]) => {
    const field = fieldOf(definition, key);
    return field
      ? checkValue(field, value)
      : [{ pointer: pointerOf([key]), code: 'unknown-field', detail: say`Ce formulaire n'a pas de champ « ${key} ».` }];
  });
}

/**
 * What of old answers a (newer) form still takes, for a redeposit: the rest is given back as `dropped` keys, to be
 * shown, never silently lost.
 */
export function carryOver(definition: Form, old: Answers): { answers: Record<string, unknown>; dropped: string[] } {
  const dropped: string[] = [];
  const kept = Object.entries(old).filter(([key, value]) => {
    const field = fieldOf(definition, key);
    const stays = field !== undefined && checkValue(field, value).length === 0;
    if (!stays) dropped.push(key);
    return stays;
  });
  return { answers: Object.fromEntries(kept), dropped };
}

/** The kind of each field by key, rows as `block.key`: what a key means. */
const meanings = (form: Form): ReadonlyMap<string, FieldType> =>
  new Map(
    [...formFields(form).values()].flatMap(({ field }): [string, FieldType][] => [
      [field.key, field.type],
      ...(field.type === 'repeated'
        ? field.fields.map((row): [string, FieldType] => [`${field.key}.${row.key}`, row.type])
        : []),
    ]),
  );

/** Keys that a next version of a definition gives another kind: field keys keep their meaning across versions. */
export function changedMeanings(previous: Form, next: Form): Fault[] {
  const before = meanings(previous);
  return [...meanings(next)].flatMap(([key, type]) => {
    const was = before.get(key);
    return was === undefined || was === type
      ? []
      : [
          {
            pointer: pointerOf(key.split('.')),
            code: 'changed-meaning',
            detail: say`Le champ « ${key} » était de type « ${was} » dans la version précédente : donnez-lui une autre clé.`,
          },
        ];
  });
}

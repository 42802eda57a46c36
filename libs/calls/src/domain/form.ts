import type { CallDefinition } from './definition/definition.js';
import type { Condition } from './definition/condition.js';
import type { FormField, RepeatedField, RowField, Section } from './definition/field.js';

type Form = Pick<CallDefinition, 'sections'>;

/** A field with the section that holds it. */
export interface PlacedField {
  readonly field: FormField;
  readonly section: Section;
}

/** The fields of all sections, by key, in the order of the form. */
export const formFields = (form: Form): ReadonlyMap<string, PlacedField> =>
  new Map(form.sections.flatMap((section) => section.fields.map((field) => [field.key, { field, section }] as const)));

/** The field of a key, or undefined. */
export const fieldOf = (form: Form, key: string): FormField | undefined => formFields(form).get(key)?.field;

export const rowFieldOf = (block: RepeatedField, key: string): RowField | undefined =>
  block.fields.find((field) => field.key === key);

/** The conditions under which a field is shown: its section's and its own. */
export const conditionsOf = ({ field, section }: PlacedField): Condition[] =>
  [section.showIf, field.showIf].filter((condition) => condition !== undefined);

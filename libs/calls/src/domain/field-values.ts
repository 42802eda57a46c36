import { DomainError, centsOfEuros, isSiren, isSiret, say } from '@rebond/kernel';
import { z } from 'zod';
import type { Field, RepeatedField } from './definition/field.js';

/** Above it a text is not somebody's answer any more; below it nothing typed is refused by an autosave. */
const LONGEST_TEXT = 200_000;
const LARGEST_NUMBER = 9e12;

// What is wrong is said as it is found: schemas are kept, whatever the language of who asked for them first.
const typedText = z.string().max(LONGEST_TEXT);
const sirenSchema = z.string().refine(isSiren, { error: () => say`numéro SIREN invalide` });
const documentsSchema = z.array(z.uuid()).max(200);
const moneySchema = z.number().refine(isEuros, { error: () => say`montant attendu en euros, au centime près au plus` });
const halfDaysSchema = z.number().min(0).max(LARGEST_NUMBER).multipleOf(0.5);
const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

function isEuros(amountEur: number): boolean {
  try {
    centsOfEuros(amountEur);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

const between = <T extends number | string>(schema: z.ZodType<T>, min: T | undefined, max: T | undefined) =>
  schema
    .refine((value) => min === undefined || value >= min, { error: () => say`au moins ${String(min)}` })
    .refine((value) => max === undefined || value <= max, { error: () => say`au plus ${String(max)}` });

const numbering = <T>(schema: z.ZodType<T[]>, min: number | undefined, max: number | undefined) =>
  schema
    .refine((values) => values.length >= (min ?? 0), { error: () => say`au moins ${min ?? 0} élément(s)` })
    .refine((values) => max === undefined || values.length <= max, {
      error: () => say`au plus ${max ?? 0} élément(s)`,
    });

/** Digits, spaces, dots; an optional leading + and country code. */
const PHONE = /^\+?[0-9][0-9 .]{8,18}$/;

/**
 * What an autosave stores for a field: the right kind of value, even unfinished (half an e-mail, a text too long).
 * Money is a number of euros, a date an ISO day, files are lists of document ids (per EPCI: by SIREN), a repeated block
 * a list of rows, each with its stable id.
 */
export function storedSchema(field: Field): z.ZodType {
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'siret':
    case 'email':
    case 'phone':
      return typedText;
    case 'integer':
      return z.int();
    case 'money':
      return moneySchema;
    case 'personDays':
      return halfDaysSchema;
    case 'date':
      return z.iso.date();
    case 'yesNo':
      return z.boolean();
    case 'choice':
      return z.enum(field.options.map((option) => option.value));
    case 'multiChoice':
      return z
        .array(z.enum(field.options.map((option) => option.value)))
        .refine(distinct, { error: () => say`choix répété` });
    case 'epciList':
      return z
        .array(sirenSchema)
        .max(200)
        .refine(distinct, { error: () => say`EPCI répété` });
    case 'file':
      return 'perEpci' in field && field.perEpci ? z.record(sirenSchema, documentsSchema) : documentsSchema;
    case 'repeated':
      return rowsSchema(field);
  }
}

/** By field of a published definition, which never changes: a deposit judges them all, and building one costs more. */
const finished = new WeakMap<Field, z.ZodType>();

/**
 * What a finished answer to a field is: the stored kind, within the bounds that the definition sets. Of a repeated block
 * only the rows' number and shape: their cells are judged one by one where they are visible (see `completeness`).
 */
export function fieldSchema(field: Field): z.ZodType {
  const known = finished.get(field);
  if (known) return known;
  const schema = finishedSchema(field);
  finished.set(field, schema);
  return schema;
}

function finishedSchema(field: Field): z.ZodType {
  switch (field.type) {
    case 'text':
    case 'longText':
      return z
        .string()
        .refine(
          (text) => text.trim().length >= (field.minLength ?? 0),
          say`au moins ${field.minLength ?? 0} caractères`,
        )
        .refine((text) => text.length <= field.maxLength, { error: () => say`au plus ${field.maxLength} caractères` });
    case 'siret':
      return z.string().refine(isSiret, { error: () => say`numéro SIRET invalide` });
    case 'email':
      return z.email();
    case 'phone':
      return z.string().regex(PHONE, { error: () => say`numéro de téléphone invalide` });
    case 'integer':
      return between(z.int(), field.min, field.max);
    case 'money':
      return between(moneySchema, field.min ?? 0, field.max);
    case 'personDays':
      return between(halfDaysSchema, field.min, field.max);
    case 'date':
      return between(z.iso.date(), field.min, field.max);
    case 'multiChoice':
    case 'epciList':
      return numbering(storedSchema(field) as z.ZodType<string[]>, field.min, field.max);
    case 'file': {
      const files = numbering(documentsSchema, undefined, field.maxFiles);
      return 'perEpci' in field && field.perEpci ? z.record(sirenSchema, files) : files;
    }
    case 'repeated':
      return numbering(rowsSchema(field), field.min, field.max);
    case 'yesNo':
    case 'choice':
      return storedSchema(field);
  }
}

/** Rows with known keys only; a value that is not given, or null once erased, is absent. */
function rowsSchema(block: RepeatedField): z.ZodType<{ id: string }[]> {
  const shape = Object.fromEntries(block.fields.map((field) => [field.key, storedSchema(field).nullish()]));
  return z
    .array(z.strictObject({ id: z.uuid(), ...shape }))
    .max(1000)
    .refine((rows) => distinct(rows.map((row) => row.id)), {
      error: () => say`deux lignes portent le même identifiant`,
    });
}

import { z } from 'zod';
import { say } from '@rebond/kernel';
import { conditionSchema } from './condition.js';
import { keySchema, lineSchema, offsetSchema, proseSchema } from './primitives.js';

/**
 * `blocking`: the deposit is refused without it · `promised`: the deposit is accepted, the piece is owed by a date ·
 * `afterSelection`: asked of laureates only · `optional`: never asked for.
 */
export const REQUIREMENTS = ['blocking', 'promised', 'afterSelection', 'optional'] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

/** Media types that a call may accept: those whose content can be recognised and scanned. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
] as const;

const common = { key: keySchema, label: lineSchema, help: proseSchema.optional(), showIf: conditionSchema.optional() };
const onForm = {
  ...common,
  requirement: z.enum(REQUIREMENTS),
  /** Only for `promised`: the piece is owed this long after the cut-off. */
  promisedWithin: offsetSchema.optional(),
};
const inRow = { ...common, requirement: z.enum(['blocking', 'optional']) };

const optionsSchema = z
  .array(z.strictObject({ value: z.string().min(1).max(60), label: lineSchema }))
  .min(2)
  .max(200);
const isoDateSchema = z.iso.date();
const countSchema = z.int().min(0);
const amountEurSchema = z.number().min(0).max(1e12).multipleOf(0.01);
const filePart = {
  type: z.literal('file'),
  accept: z.array(z.enum(MEDIA_TYPES)).min(1),
  maxSizeMegabytes: z.int().min(1).max(500),
  maxFiles: z.int().min(1).max(50).default(1),
};

/** The kinds of field that both a section and a row of a repeated block can hold. */
const simpleKinds = <Base extends z.ZodRawShape>(base: Base) =>
  [
    z.strictObject({
      ...base,
      type: z.literal('text'),
      minLength: countSchema.optional(),
      maxLength: z.int().min(1).max(1000).default(200),
    }),
    z.strictObject({
      ...base,
      type: z.literal('longText'),
      minLength: countSchema.optional(),
      maxLength: z.int().min(1).max(50_000).default(4000),
    }),
    z.strictObject({ ...base, type: z.literal('integer'), min: z.int().optional(), max: z.int().optional() }),
    z.strictObject({
      ...base,
      type: z.literal('money'),
      min: amountEurSchema.optional(),
      max: amountEurSchema.optional(),
    }),
    z.strictObject({
      ...base,
      type: z.literal('personDays'),
      min: z.number().min(0).optional(),
      max: z.number().min(0).optional(),
    }),
    z.strictObject({ ...base, type: z.literal('date'), min: isoDateSchema.optional(), max: isoDateSchema.optional() }),
    z.strictObject({ ...base, type: z.literal('yesNo') }),
    z.strictObject({ ...base, type: z.literal('choice'), options: optionsSchema }),
    z.strictObject({
      ...base,
      type: z.literal('multiChoice'),
      options: optionsSchema,
      min: countSchema.optional(),
      max: countSchema.optional(),
    }),
    z.strictObject({ ...base, type: z.literal('epciList'), min: countSchema.optional(), max: countSchema.optional() }),
    z.strictObject({ ...base, type: z.literal('siret') }),
    z.strictObject({ ...base, type: z.literal('email') }),
    z.strictObject({ ...base, type: z.literal('phone') }),
  ] as const;

const typeError = { error: say`type de champ inconnu` };

export const rowFieldSchema = z.discriminatedUnion(
  'type',
  [...simpleKinds(inRow), z.strictObject({ ...inRow, ...filePart })],
  typeError,
);
/** A field of a row of a repeated block. */
export type RowField = z.infer<typeof rowFieldSchema>;

export const formFieldSchema = z.discriminatedUnion(
  'type',
  [
    ...simpleKinds(onForm),
    /** `perEpci`: one piece owed by each EPCI of the perimeter (a délibération). */
    z.strictObject({ ...onForm, ...filePart, perEpci: z.boolean().default(false) }),
    z.strictObject({
      ...onForm,
      type: z.literal('repeated'),
      rowLabel: lineSchema,
      min: countSchema.optional(),
      max: z.int().min(1).max(500).default(50),
      fields: z.array(rowFieldSchema).min(1).max(40),
    }),
  ],
  typeError,
);
/** A field of a section: one of the simple kinds, a file, or a repeated block. */
export type FormField = z.infer<typeof formFieldSchema>;
export type RepeatedField = Extract<FormField, { type: 'repeated' }>;
export type Field = FormField | RowField;
export type FieldType = FormField['type'];

export const sectionSchema = z.strictObject({
  key: keySchema,
  title: lineSchema,
  help: proseSchema.optional(),
  showIf: conditionSchema.optional(),
  fields: z.array(formFieldSchema).min(1).max(80),
});
export type Section = z.infer<typeof sectionSchema>;

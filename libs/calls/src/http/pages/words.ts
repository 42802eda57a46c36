import { formatNumber, say } from '@rebond/kernel';
import type { Condition, Scalar } from '../../domain/definition/condition.js';
import type { Field, FormField, Requirement } from '../../domain/definition/field.js';
import type { CallDefinition } from '../../domain/definition/definition.js';
import type { Offset } from '../../domain/definition/primitives.js';
import { t } from '../../messages.fr.js';

export const delayInWords = ({ days, unit }: Offset): string => t(`delay.${unit}`, { days });

/** « à remettre dans les 60 jours qui suivent la clôture ». */
export const requirementInWords = (requirement: Requirement, within?: Offset): string =>
  requirement === 'promised' && within
    ? t('requirement.promised', { delay: delayInWords(within) })
    : t(`requirement.${requirement === 'promised' ? 'blocking' : requirement}`);

/** Fields by key, rows of repeated blocks included: a condition names either. */
export type FieldsByKey = ReadonlyMap<string, Field>;

export const fieldsByKey = ({ sections }: Pick<CallDefinition, 'sections'>): FieldsByKey =>
  new Map(
    sections.flatMap(({ fields }) =>
      fields.flatMap((field): [string, Field][] => [
        [field.key, field],
        ...(field.type === 'repeated' ? field.fields.map((row): [string, Field] => [row.key, row]) : []),
      ]),
    ),
  );

function scalarInWords(value: Scalar, field: Field | undefined): string {
  if (typeof value === 'boolean') return t(value ? 'condition.yes' : 'condition.no');
  if (typeof value === 'number') return formatNumber(value);
  const options = field && 'options' in field ? field.options : [];
  return options.find((one) => one.value === value)?.label ?? value;
}

/** A condition as people say it; the fields are named by their labels. */
export function conditionInWords(condition: Condition, fields: FieldsByKey): string {
  if ('all' in condition) return condition.all.map((one) => conditionInWords(one, fields)).join(t('condition.and'));
  if ('any' in condition) return condition.any.map((one) => conditionInWords(one, fields)).join(t('condition.or'));
  if ('not' in condition) return t('condition.not', { condition: conditionInWords(condition.not, fields) });
  const found = fields.get(condition.field);
  const field = found?.label ?? condition.field;
  if ('equals' in condition) return t('condition.equals', { field, value: scalarInWords(condition.equals, found) });
  if ('in' in condition)
    return t('condition.in', {
      field,
      values: condition.in.map((one) => say`« ${scalarInWords(one, found)} »`).join(t('condition.or')),
    });
  if ('atLeast' in condition) return t('condition.atLeast', { field, value: scalarInWords(condition.atLeast, found) });
  return t(condition.answered ? 'condition.answered' : 'condition.notAnswered', { field });
}

const FORMATS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
};

export type FileField = Extract<Field, { type: 'file' }>;

export const formatInWords = ({ accept, maxSizeMegabytes }: FileField): string =>
  t('wave.pieceFormatValue', {
    formats: accept.map((one) => FORMATS[one] ?? one).join(', '),
    size: maxSizeMegabytes,
  });

/** Kind of answer and its limits: « texte, 3 000 caractères au plus ». */
export function answerInWords(field: Field): string {
  if (field.type === 'file') return `${t('type.file')} : ${formatInWords(field)}`;
  const bounds = [
    'minLength' in field && field.minLength !== undefined ? t('bound.minLength', { min: field.minLength }) : '',
    'maxLength' in field ? t('bound.maxLength', { max: field.maxLength }) : '',
    'min' in field && field.min !== undefined ? t('bound.min', { min: scalarInWords(field.min, undefined) }) : '',
    'max' in field && field.max !== undefined ? t('bound.max', { max: scalarInWords(field.max, undefined) }) : '',
  ];
  return [t(`type.${field.type}`), ...bounds.filter(Boolean)].join(', ');
}

/** The pieces of a form: its fields that take files. */
export const filesOf = ({
  sections,
}: Pick<CallDefinition, 'sections'>): readonly Extract<FormField, { type: 'file' }>[] =>
  sections.flatMap(({ fields }) => fields.filter((field) => field.type === 'file'));

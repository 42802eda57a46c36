import {
  answerOf,
  isAnswered,
  visibleFields,
  visibleRowFields,
  type Answers,
  type CallDefinition,
  type Field,
  type FormField,
  type RepeatedField,
} from '@rebond/calls';
import { centsOfEuros, formatDate, formatEuros, formatNumber, say } from '@rebond/kernel';
import type { DocumentView } from '../documents/document-rows.js';
import { rowsOf } from './typed-values.js';

/** Names of what answers only point at. */
export interface Names {
  /** By SIREN. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, DocumentView>;
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as unknown[]).map(String) : []);

const documentName = (id: string, { documents }: Names): string =>
  documents.get(id)?.filename ?? say`Document introuvable`;
const bodyName = (siren: string, { bodies }: Names): string => {
  const name = bodies.get(siren);
  return name === undefined ? siren : `${name} (${siren})`;
};

function scalar(field: Exclude<Field, RepeatedField>, value: unknown): string {
  if (typeof value === 'boolean') return value ? say`Oui` : say`Non`;
  if (typeof value === 'number') return field.type === 'money' ? formatEuros(centsOfEuros(value)) : formatNumber(value);
  const text = String(value);
  if (field.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)) return formatDate(Temporal.PlainDate.from(text));
  if (field.type === 'siret' && /^\d{14}$/.test(text))
    return text.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4');
  return field.type === 'choice' ? labelOf(field, text) : text;
}

const labelOf = (field: Field, value: string): string =>
  'options' in field ? (field.options.find((one) => one.value === value)?.label ?? value) : value;

/** An answer as people read it, one entry for each thing that it holds; none when there is no answer. */
export function answerLines(field: Exclude<Field, RepeatedField>, value: unknown, names: Names): readonly string[] {
  if (!isAnswered(value)) return [];
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the others hold one thing
  switch (field.type) {
    case 'multiChoice':
      return strings(value).map((one) => labelOf(field, one));
    case 'epciList':
      return strings(value).map((siren) => bodyName(siren, names));
    case 'file':
      return Array.isArray(value)
        ? strings(value).map((id) => documentName(id, names))
        : Object.entries(value as Record<string, unknown>).flatMap(([siren, ids]) =>
            strings(ids).map((id) => `${bodyName(siren, names)} : ${documentName(id, names)}`),
          );
    default:
      return [scalar(field, value)];
  }
}

export interface ReadCell {
  readonly key: string;
  readonly label: string;
  readonly lines: readonly string[];
}
export interface ReadRow {
  readonly id: string;
  /** « Projet 2 ». */
  readonly title: string;
  readonly cells: readonly ReadCell[];
}
/** An answer read: its lines, or for a repeated block its rows. */
export interface ReadAnswer extends ReadCell {
  readonly rows: readonly ReadRow[];
}

/** A field's answer as people read it; of a row, only the cells that its own answers show. */
export function readAnswer(definition: CallDefinition, answers: Answers, field: FormField, names: Names): ReadAnswer {
  const { key, label } = field;
  const value = answerOf(answers, key);
  if (field.type !== 'repeated') return { key, label, lines: answerLines(field, value, names), rows: [] };
  const rows = rowsOf(value).map((row, i) => ({
    id: String(row.id),
    title: `${field.rowLabel} ${String(i + 1)}`,
    cells: visibleRowFields(definition, answers, field, row).map((cell) => ({
      key: cell.key,
      label: cell.label,
      lines: answerLines(cell, answerOf(row, cell.key), names),
    })),
  }));
  return { key, label, lines: [], rows };
}

export interface ReadSection {
  readonly key: string;
  readonly title: string;
  readonly answers: readonly ReadAnswer[];
}

/** A whole form as people read it, section by section; what its conditions hide is left out. */
export function readSections(definition: CallDefinition, answers: Answers, names: Names): readonly ReadSection[] {
  const visible = new Set(visibleFields(definition, answers).map(({ key }) => key));
  return definition.sections
    .map(({ key, title, fields }) => ({
      key,
      title,
      answers: fields
        .filter((field) => visible.has(field.key))
        .map((field) => readAnswer(definition, answers, field, names)),
    }))
    .filter((section) => section.answers.length > 0);
}

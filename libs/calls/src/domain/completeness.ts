import { said, say } from '@rebond/kernel';
import type { Siren } from '@rebond/kernel';
import type { Answers, Row } from './conditions.js';
import { answerOf, isAnswered, visibleFields, visibleRowFields } from './conditions.js';
import type { CallDefinition } from './definition/definition.js';
import type { Field, FormField, RepeatedField, Requirement } from './definition/field.js';
import type { Offset } from './definition/primitives.js';
import { fieldSchema } from './field-values.js';
import { formFields } from './form.js';
import { frenchError } from './french-issues.js';

/** What completeness needs to know of a stored document. */
export interface DocumentFacts {
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** A document that waits for its scan counts; an infected one does not. */
  readonly state: 'staged' | 'clean' | 'infected';
}

/** One thing that a candidacy lacks, or has wrong. */
export interface Missing {
  readonly key: string;
  /** Label of the field; in a row: of the row's field. */
  readonly label: string;
  /** Key of the section, for a link. */
  readonly section: string;
  readonly reason: 'absent' | 'invalid' | 'unknown';
  /** French sentence. */
  readonly detail: string;
  /** Row of a repeated block: the block's key and the row's id. */
  readonly row?: { readonly block: string; readonly id: string };
  /** The EPCI that owes the piece. */
  readonly siren?: Siren;
  /** Of a promised piece: the delay after the cut-off within which it is owed. */
  readonly within?: Offset;
}

export interface Completeness {
  /** Refuses the deposit. Holds every invalid answer too, whatever the field's requirement. */
  readonly blocking: Missing[];
  /** Owed by a date after the cut-off. */
  readonly promised: Missing[];
  /** To be given once selected. */
  readonly afterSelection: Missing[];
  readonly ready: boolean;
}

type Found = Missing & { readonly requirement: Requirement };
type Documents = ReadonlyMap<string, DocumentFacts>;
/** Of EPCI, by SIREN. */
type Names = ReadonlyMap<string, string>;
interface Subject {
  readonly definition: Pick<CallDefinition, 'sections'>;
  readonly answers: Answers;
  readonly perimeter: readonly Siren[];
  readonly documents: Documents;
  readonly names: Names;
}
type Place = Pick<Missing, 'section' | 'row' | 'siren' | 'within'>;

const absent = (field: Field, place: Place, detail = say`« ${field.label} » est à renseigner.`): Found => ({
  key: field.key,
  label: field.label,
  ...place,
  reason: 'absent',
  detail,
  requirement: field.requirement,
});

const invalid = (field: Field, place: Place, why: string, of = ''): Found => ({
  ...absent(field, place, say`« ${field.label} »${of} : ${said(why)}.`),
  reason: 'invalid',
  requirement: 'blocking',
});

const MEGABYTE = 1_000_000;

/** Faults of the documents given to a file field: unknown, infected, of a type or size that it does not accept. */
function documentFaults(
  field: Extract<Field, { type: 'file' }>,
  ids: readonly unknown[],
  documents: Documents,
): string[] {
  return ids.flatMap((id) => {
    const facts = documents.get(String(id));
    if (!facts) return [say`document introuvable`];
    if (facts.state === 'infected') return [say`document infecté, à remplacer`];
    if (!field.accept.some((accepted) => accepted === facts.mediaType)) return [say`type de document refusé`];
    if (facts.sizeBytes > field.maxSizeMegabytes * MEGABYTE)
      return [say`document de plus de ${field.maxSizeMegabytes} Mo`];
    return [];
  });
}

function perEpci(field: Extract<FormField, { type: 'file' }>, value: unknown, place: Place, subject: Subject): Found[] {
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  return subject.perimeter.flatMap((siren) => {
    const ids = Object.hasOwn(given, siren) ? given[siren] : undefined;
    const at = { ...place, siren };
    const name = subject.names.get(siren);
    const who = name === undefined ? say`l’EPCI ${siren}` : say`${name} (SIREN ${siren})`;
    if (!isAnswered(ids)) return [absent(field, at, say`« ${field.label} » est à fournir par ${who}.`)];
    const faults = documentFaults(field, ids as unknown[], subject.documents);
    return faults.map((why) => invalid(field, at, why, ` – ${who}`));
  });
}

function rows(block: RepeatedField, value: readonly Row[], place: Place, subject: Subject): Found[] {
  return value.flatMap((row) => {
    const at = { ...place, row: { block: block.key, id: String(answerOf(row, 'id')) } };
    return visibleRowFields(subject.definition, subject.answers, block, row).flatMap((field) =>
      one(field, answerOf(row, field.key), at, subject),
    );
  });
}

function one(field: Field, value: unknown, place: Place, subject: Subject): Found[] {
  const each = field.type === 'file' && 'perEpci' in field && field.perEpci;
  if (!isAnswered(value) && !each) return [absent(field, place)];
  const parsed = fieldSchema(field).safeParse(value ?? {}, { error: frenchError });
  if (!parsed.success)
    return [invalid(field, place, [...new Set(parsed.error.issues.map((i) => i.message))].join(' ; '))];
  if (field.type === 'repeated') return rows(field, value as readonly Row[], place, subject);
  if (field.type !== 'file') return [];
  if (each) return perEpci(field, value, place, subject);
  return documentFaults(field, value as unknown[], subject.documents).map((why) => invalid(field, place, why));
}

/**
 * What a candidacy lacks with these answers. Only visible fields count. A piece owed per EPCI is owed by each member
 * of the perimeter; pieces of an EPCI that left the perimeter are ignored.
 * @param perimeter SIREN of every member, the lead included
 * @param documents what is known of the documents that answers name, by id
 * @param names of the members, by SIREN; one without a name is told by its SIREN alone
 */
export function completeness(
  definition: Pick<CallDefinition, 'sections'>,
  answers: Answers,
  perimeter: readonly Siren[],
  documents: Documents,
  names: Names = new Map(),
): Completeness {
  const fields = formFields(definition);
  const subject = { definition, answers, perimeter, documents, names };
  const found = visibleFields(definition, answers).flatMap((field) => {
    const section = fields.get(field.key)?.section.key ?? '';
    const within = field.requirement === 'promised' ? field.promisedWithin : undefined;
    return one(field, answerOf(answers, field.key), { section, ...(within && { within }) }, subject);
  });
  const unknown = Object.keys(answers)
    .filter((key) => !fields.has(key))
    .map((key): Missing => ({
      key,
      label: key,
      section: '',
      reason: 'unknown',
      detail: say`Le formulaire n'a pas de champ « ${key} ».`,
    }));
  const of = (requirement: Requirement): Missing[] =>
    found.filter((one) => one.requirement === requirement).map(({ requirement: _requirement, ...missing }) => missing);
  const blocking = [...of('blocking'), ...unknown];
  return { blocking, promised: of('promised'), afterSelection: of('afterSelection'), ready: blocking.length === 0 };
}

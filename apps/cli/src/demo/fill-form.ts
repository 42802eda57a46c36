import {
  completeness,
  fieldOf,
  isAnswered,
  rowFieldOf,
  type CallDefinition,
  type DocumentFacts,
  type Field,
  type FormField,
  type Missing,
} from '@rebond/calls';
import { isSiret, type Siren } from '@rebond/kernel';

/** Puts a document in the case for a file field and gives its id and facts. */
export type Upload = (
  field: Extract<Field, { type: 'file' }>,
  siren: Siren | null,
) => Promise<{ id: string; facts: DocumentFacts }>;

export interface FormSubject {
  readonly definition: CallDefinition;
  readonly lead: Siren;
  readonly perimeter: readonly Siren[];
  readonly newId: () => string;
  readonly upload: Upload;
  /** Answers given before. */
  readonly already?: Readonly<Record<string, unknown>>;
  /** Documents that the case holds. */
  readonly documents?: ReadonlyMap<string, DocumentFacts>;
  /** Also gives what is promised, for these fields or for all. */
  readonly promised?: readonly string[] | 'all';
}

type Answers = Record<string, unknown>;

const SHORT = 'Réponse inventée pour la démonstration.';
const SENTENCE = 'Réponse inventée pour la démonstration, sans lien avec le dossier réel du territoire. ';

/** No word is cut where a short sentence fits. */
function prose(least: number, most: number): string {
  if (most < SENTENCE.length && least <= SHORT.length && SHORT.length <= most) return SHORT;
  return SENTENCE.repeat(Math.ceil(Math.max(least, 1) / SENTENCE.length))
    .slice(0, Math.max(least, Math.min(most, SENTENCE.length)))
    .padEnd(least, '.')
    .slice(0, most);
}

/** The first establishment of a legal entity whose key is valid (INSEE): SIREN, then NIC. */
export function siretOf(siren: Siren): string {
  for (let nic = 10; nic < 100; nic += 1) {
    const candidate = `${siren}${String(nic).padStart(5, '0')}`;
    if (isSiret(candidate)) return candidate;
  }
  throw new RangeError('no valid NIC');
}

/** A believable value for a field that is no file and no block: the least that its bounds accept. */
function valueOf(field: Field, subject: FormSubject): unknown {
  switch (field.type) {
    case 'text':
      return prose(field.minLength ?? 1, Math.min(field.maxLength, 60)).trim();
    case 'longText':
      return prose(field.minLength ?? 80, field.maxLength);
    case 'integer':
    case 'personDays':
      return Math.max(field.min ?? 0, Math.min(field.max ?? 1000, 100));
    case 'money':
      return Math.max(field.min ?? 0, Math.min(field.max ?? 1_000_000, 250_000));
    case 'date':
      return field.min ?? field.max ?? '2023-06-01';
    case 'yesNo':
      return false;
    case 'choice':
      return field.options[0]?.value;
    case 'multiChoice':
      return field.options.slice(0, Math.max(1, field.min ?? 1)).map((option) => option.value);
    case 'epciList':
      return subject.perimeter.slice(0, Math.max(1, field.min ?? 1));
    case 'siret':
      return siretOf(subject.lead);
    case 'email':
      return 'economie@territoire.example';
    case 'phone':
      return '+33100000000';
    case 'file':
    case 'repeated':
      throw new TypeError(`${field.key} is no plain field`);
  }
}

/** Fills a form, whatever its definition: answers what completeness says is missing until nothing is. */
export async function fillForm(subject: FormSubject): Promise<Answers> {
  const { definition, perimeter } = subject;
  const answers: Answers = { ...subject.already };
  const documents = new Map<string, DocumentFacts>(subject.documents);
  const give = async (field: Extract<Field, { type: 'file' }>, siren: Siren | null): Promise<string> => {
    const { id, facts } = await subject.upload(field, siren);
    documents.set(id, facts);
    return id;
  };
  for (let round = 0; round < 20; round += 1) {
    const found = completeness(definition, answers, perimeter, documents);
    const wanted =
      subject.promised === undefined
        ? []
        : found.promised.filter((one) => subject.promised === 'all' || subject.promised?.includes(one.key));
    const missing = [...found.blocking, ...wanted];
    if (missing.length === 0) return answers;
    for (const one of missing) await answer(subject, answers, one, give);
  }
  throw new Error('The form does not settle: a condition keeps asking for more');
}

async function answer(
  subject: FormSubject,
  answers: Answers,
  missing: Missing,
  give: (field: Extract<Field, { type: 'file' }>, siren: Siren | null) => Promise<string>,
): Promise<void> {
  if (missing.reason !== 'absent') throw new Error(missing.detail);
  if (missing.row) {
    const block = fieldOf(subject.definition, missing.row.block);
    const rows = answers[missing.row.block] as Answers[];
    const row = rows.find((one) => one['id'] === missing.row?.id);
    const field = block?.type === 'repeated' ? rowFieldOf(block, missing.key) : undefined;
    if (!field || !row) throw new Error(`Unknown row field ${missing.key}`);
    row[field.key] = field.type === 'file' ? [await give(field, null)] : valueOf(field, subject);
    return;
  }
  const field = fieldOf(subject.definition, missing.key);
  if (!field) throw new Error(`Unknown field ${missing.key}`);
  answers[field.key] = await plain(subject, field, answers[field.key], missing.siren ?? null, give);
}

async function plain(
  subject: FormSubject,
  field: FormField,
  before: unknown,
  siren: Siren | null,
  give: (field: Extract<Field, { type: 'file' }>, siren: Siren | null) => Promise<string>,
): Promise<unknown> {
  if (field.type === 'repeated')
    return isAnswered(before)
      ? before
      : Array.from({ length: Math.max(1, field.min ?? 1) }, () => ({ id: subject.newId() }));
  if (field.type !== 'file') return valueOf(field, subject);
  const id = await give(field, siren);
  return siren === null ? [id] : { ...(before as Record<string, unknown> | undefined), [siren]: [id] };
}

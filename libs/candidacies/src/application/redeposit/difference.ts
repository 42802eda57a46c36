import { formFields, isAnswered, type CallDefinition, type Row } from '@rebond/calls';
import { canonicalJson, type Json } from '@rebond/kernel';

export type Change = 'added' | 'removed' | 'changed';

/** One answer that differs between two states of a file; a type, so that it is JSON. */
export type FieldDifference = {
  readonly key: string;
  readonly label: string;
  readonly change: Change;
  readonly before: Json;
  readonly after: Json;
  /** Of a repeated block: its rows that differ, by their stable id. */
  readonly rows?: readonly { readonly id: string; readonly change: Change; readonly fields: readonly string[] }[];
};

type Answers = Readonly<Record<string, unknown>>;

const json = (value: unknown): Json => (value ?? null) as Json;
const same = (before: unknown, after: unknown): boolean => canonicalJson(json(before)) === canonicalJson(json(after));

const changeOf = (before: unknown, after: unknown): Change =>
  !isAnswered(before) ? 'added' : !isAnswered(after) ? 'removed' : 'changed';

function rowDifferences(before: unknown, after: unknown): FieldDifference['rows'] {
  const byId = (value: unknown): ReadonlyMap<string, Row> =>
    new Map((Array.isArray(value) ? (value as Row[]) : []).map((row) => [String(row.id), row]));
  const old = byId(before);
  const now = byId(after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    if (same(was, is)) return [];
    const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
    const fields = keys.filter((key) => key !== 'id' && !same(was?.[key], is?.[key]));
    return [{ id, change: !was ? 'added' : !is ? 'removed' : 'changed', fields }];
  });
}

/**
 * Answers that differ, in the order of the form; answers that the form no longer has come last, under their key.
 * @param definition form that names the fields: the later file's
 */
export function differences(
  definition: Pick<CallDefinition, 'sections'>,
  before: Answers,
  after: Answers,
): FieldDifference[] {
  const fields = formFields(definition);
  const keys = [...new Set([...fields.keys(), ...Object.keys(before), ...Object.keys(after)])];
  return keys
    .filter((key) => !same(before[key], after[key]))
    .map((key) => {
      const field = fields.get(key)?.field;
      return {
        key,
        label: field?.label ?? key,
        change: changeOf(before[key], after[key]),
        before: json(before[key]),
        after: json(after[key]),
        ...(field?.type === 'repeated' ? { rows: rowDifferences(before[key], after[key]) ?? [] } : {}),
      };
    });
}

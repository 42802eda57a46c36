import type { Answers, Field, RepeatedField, Row } from '@rebond/calls';
import type { FormBody } from '@rebond/platform';

/** What a form says beside its fields: the button that was pressed, in words of the form. */
export type Act =
  | { readonly kind: 'save' | 'next' | 'previous' }
  | { readonly kind: 'add'; readonly block: string; readonly id: string }
  | { readonly kind: 'remove'; readonly block: string; readonly id: string }
  | { readonly kind: 'search'; readonly field: string }
  | { readonly kind: 'upload' | 'drop'; readonly place: string };

/** French people type « 1 234,50 »: spaces group, the comma parts the decimals. What is no number stays as typed. */
function numberTyped(text: string): number | string {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : text;
}

const texts = (raw: unknown): string[] =>
  (Array.isArray(raw) ? (raw as unknown[]) : [raw]).filter((one) => typeof one === 'string' && one !== '') as string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a person typed in a field, as an answer is stored: null when nothing. What can't be read as the field's kind
 * stays as typed, for the field's own schema to refuse.
 */
function typedValue(field: Exclude<Field, RepeatedField>, raw: unknown): unknown {
  const text = typeof raw === 'string' ? raw : '';
  switch (field.type) {
    case 'text':
    case 'longText':
      return text === '' ? null : text.replaceAll('\r\n', '\n');
    case 'email':
    case 'phone':
      return text.trim() || null;
    case 'siret':
      return text.replace(/[\s\u00a0\u202f]/g, '') || null;
    case 'integer':
    case 'money':
    case 'personDays':
      return text.trim() === '' ? null : numberTyped(text.trim());
    case 'date':
    case 'choice':
      return text || null;
    case 'yesNo':
      return text === 'true' ? true : text === 'false' ? false : null;
    case 'multiChoice':
    case 'epciList': {
      const chosen = [...new Set(texts(raw))];
      return chosen.length === 0 ? null : chosen;
    }
    case 'file':
      return undefined;
  }
}

/** The documents of a row are not typed: they stay those of the stored row. */
function typedRow(block: RepeatedField, id: string, raw: Record<string, unknown>, stored: Row | undefined): Row {
  const cells = block.fields.flatMap((field) => {
    const value = field.type === 'file' ? stored?.[field.key] : typedValue(field, raw[field.key]);
    return value === null || value === undefined ? [] : [[field.key, value] as const];
  });
  return { id, ...Object.fromEntries(cells) };
}

export const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as Row[]) : []);

function typedRows(block: RepeatedField, raw: unknown, stored: readonly Row[], act: Act): readonly Row[] | null {
  const typed = Object.entries(isObject(raw) ? raw : {}).map(([id, cells]) =>
    typedRow(
      block,
      id,
      isObject(cells) ? cells : {},
      stored.find((row) => row.id === id),
    ),
  );
  const isMine = 'block' in act && act.block === block.key;
  const kept = isMine && act.kind === 'remove' ? typed.filter((row) => row.id !== act.id) : typed;
  const rows = isMine && act.kind === 'add' ? [...kept, { id: act.id }] : kept;
  return rows.length === 0 ? null : rows;
}

/**
 * The answers that a page of the form sends, of those of its fields that it says it shows (`_seen`). Documents are not
 * among them: they come and go by themselves.
 */
export function typedAnswers(
  fields: readonly Field[],
  form: FormBody,
  stored: Answers,
  act: Act,
): Record<string, unknown> {
  const shown = isObject(form._seen) ? form._seen : {};
  return Object.fromEntries(
    fields
      .filter((field) => field.type !== 'file' && field.key in shown)
      .map((field) => [
        field.key,
        field.type === 'repeated'
          ? typedRows(field, form[field.key], rowsOf(stored[field.key]), act)
          : typedValue(field, form[field.key]),
      ]),
  );
}

/** The button that was pressed. @param newId identifier of a row that it adds */
export function actOf(form: FormBody, newId: string): Act {
  const [kind = '', first = '', second = ''] = typeof form._act === 'string' ? form._act.split(':') : [];
  switch (kind) {
    case 'add':
      return { kind, block: first, id: newId };
    case 'remove':
      return { kind, block: first, id: second };
    case 'search':
      return { kind, field: first };
    case 'upload':
    case 'drop':
      return { kind, place: first };
    case 'next':
    case 'previous':
      return { kind };
    default:
      return { kind: 'save' };
  }
}

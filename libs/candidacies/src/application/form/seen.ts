import type { Field, Row } from '@rebond/calls';
import { canonicalJson, type Json } from '@rebond/kernel';
import { sha256, type FormBody } from '@rebond/platform';

/** What a page showed of a field: its version, and a print of its value when the page could make one. */
export interface Seen {
  readonly version: number;
  readonly print: string | null;
}

/** An answer without what the form does not carry or says in another order: documents, empty cells, order of choices. */
function comparable(field: Field, value: unknown): unknown {
  if (!Array.isArray(value)) return value === '' ? null : (value ?? null);
  if (field.type === 'repeated')
    return (value as Row[]).map((row) => ({
      id: row.id,
      ...Object.fromEntries(
        field.fields
          .filter(({ type }) => type !== 'file')
          .map((cell) => [cell.key, comparable(cell, row[cell.key])] as const)
          .filter(([, cell]) => cell !== null),
      ),
    }));
  if (value.length === 0) return null;
  return field.type === 'multiChoice' || field.type === 'epciList' ? (value as string[]).toSorted() : value;
}

/** Tells two answers to a field apart, as far as its form can change them. */
export const printOf = (field: Field, value: unknown): string =>
  sha256(canonicalJson(comparable(field, value) as Json))
    .toString('hex')
    .slice(0, 16);

/** As a hidden field of the form carries it: `3.0f1e2d…`. */
export const seenText = (version: number, field: Field, value: unknown): string =>
  `${String(version)}.${printOf(field, value)}`;

const TEXT = /^(\d{1,9})(?:\.([0-9a-f]{16}))?$/;

/** By field; what can't be read counts as a field never seen. */
export function seenOf(form: FormBody): ReadonlyMap<string, Seen> {
  const fields = typeof form._seen === 'object' && form._seen !== null ? Object.entries(form._seen) : [];
  return new Map(
    fields.map(([key, text]) => {
      const [, version = '0', print = null] = TEXT.exec(String(text)) ?? [];
      return [key, { version: Number(version), print }];
    }),
  );
}

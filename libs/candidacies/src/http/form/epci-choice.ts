import type { Siren } from '@rebond/kernel';
import type { FormBody, Tx } from '@rebond/platform';
import type { FoundTerritory, Territories } from '@rebond/territories';

const MOST_FOUND = 12;

/** The SIREN that a picker sends, each once; what is none is left out. */
export const sirensOf = (value: unknown): Siren[] =>
  [...new Set([value].flat(1).filter((one) => typeof one === 'string' && /^\d{9}$/.test(one)))] as Siren[];

/** What the search of the picker of members finds, when it was pressed and something was typed. */
export async function foundIn(
  tx: Tx,
  territories: Territories,
  form: FormBody,
): Promise<{ readonly query: string; readonly items: readonly FoundTerritory[] } | null> {
  const typed = form._act === 'search' ? (form._q as Readonly<Record<string, unknown>> | undefined)?.members : '';
  const query = typeof typed === 'string' ? typed.trim().slice(0, 100) : '';
  return query.length < 2 ? null : { query, items: await territories.search(tx, query, MOST_FOUND) };
}

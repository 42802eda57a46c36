import { cents, formatEuros, formatNumber } from '@rebond/kernel';
import type { AreaNames } from '@rebond/territories';
import type { DecisionLine } from '../../domain/lines.js';
import { t as lists } from '../../messages.fr.js';
import { t } from '../../messages.folder.fr.js';

/** A table of a document: its heads, then its cells row by row. */
export interface FolderTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const euros = (value: number): string => formatEuros(cents(value));

/** « 1 500 000,00 €, 100 jours-hommes ». */
export const amountsOf = ({ envelopeCents, personDays }: Pick<DecisionLine, 'envelopeCents' | 'personDays'>): string =>
  [
    ...(envelopeCents === null ? [] : [euros(envelopeCents)]),
    ...(personDays === null ? [] : [lists('list.days', { n: formatNumber(personDays) })]),
  ].join('\n');

/** « 72,5 ». */
export const score = (mean: number): string => formatNumber(Math.round(mean * 10) / 10);

/** « Gard (30) ». */
export const departementName = ({ departements }: AreaNames, code: string): string =>
  t('list.departement', { name: departements.get(code) ?? code, code });

const french = new Intl.Collator('fr');
/** As people look names up. */
export const byName = (a: string, b: string): number => french.compare(a, b);

/** How many of them have each key. */
export const countedBy = <T>(items: readonly T[], keyOf: (item: T) => string): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(items, keyOf)].map(([key, those]) => [key, those.length]));

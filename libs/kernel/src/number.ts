import { byLanguage, translated } from './language.js';

const format = byLanguage((name) => new Intl.NumberFormat([name, 'fr']));

/** A number as people write it: « 1 234,5 » in French, with narrow no-break spaces. */
export const formatNumber = (value: number): string => format().format(value);

/** « 1 pièce », « 2 pièces », « 1,5 jour-homme »: French counts as one what is below two. */
export const plural = (n: number, one: string, several: string): string =>
  translated(`{0, plural, one {# ${one}} other {# ${several}}}`, { 0: n }) ??
  `${formatNumber(n)} ${Math.abs(n) >= 2 ? several : one}`;

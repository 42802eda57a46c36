import { byLanguage, say } from './language.js';
import type { Branded } from './ids.js';
import { RefusedError } from './errors.js';

/** Integer cents of a euro. */
export type Cents = Branded<number, 'Cents'>;

/** An amount: integer cents and a currency. The API's `…Eur` fields are numbers in euros. */
export interface Money {
  readonly cents: Cents;
  readonly currency: 'EUR';
}

/** 9 000 milliards d'euros: below it every cent is exact in a JavaScript number and in a PostgreSQL bigint. */
const LARGEST_CENTS = 900_000_000_000_000;

/** @throws RefusedError `money-overflow` beyond ±9 000 milliards d'euros, `money-fraction` below the cent */
export function cents(value: number): Cents {
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST_CENTS)
    throw new RefusedError('money-overflow', say`Ce montant dépasse ce qu'un dossier peut porter.`);
  if (!Number.isInteger(value))
    throw new RefusedError('money-fraction', say`Un montant ne descend pas sous le centime.`);
  return value as Cents;
}

export const euros = (amountEur: number): Money => ({ cents: centsOfEuros(amountEur), currency: 'EUR' });

/** Reads a number of euros as cents; refuses what is finer than a cent, with a tolerance for binary fractions only. */
export function centsOfEuros(amountEur: number): Cents {
  const scaled = amountEur * 100;
  const rounded = Math.round(scaled);
  // Beyond some 40 milliards the product itself is off by more than the tolerance: the quotient then tells.
  if (Number.isFinite(scaled) && Math.abs(scaled - rounded) > 1e-3 && rounded / 100 !== amountEur)
    throw new RefusedError('money-fraction', say`Un montant ne descend pas sous le centime.`);
  return cents(rounded);
}

export const eurosOfCents = (value: Cents | number): number => value / 100;

export const sumCents = (values: readonly Cents[]): Cents => cents(values.reduce<number>((sum, one) => sum + one, 0));

const format = byLanguage((name) => new Intl.NumberFormat([name, 'fr'], { style: 'currency', currency: 'EUR' }));

/** « 1 500 000,00 € », as a French reader expects it, with a no-break space before the sign. */
export const formatEuros = (value: Cents): string => format().format(value / 100);

import {
  centsOfEuros,
  formatDate,
  formatDeadline,
  formatEuros,
  formatInstant,
  type Cents,
  type Json,
  say,
} from '@rebond/kernel';

/** Facts of an audit entry in words; what an old entry does not say stays vague, never wrong. */
const UNKNOWN_DATE = say`une date inconnue`;

export const instantText = (value: Json | undefined): string =>
  typeof value === 'string' ? formatInstant(Temporal.Instant.from(value)) : UNKNOWN_DATE;

/** An exclusive deadline. */
export const deadlineText = (value: Json | undefined): string =>
  typeof value === 'string' ? formatDeadline(Temporal.Instant.from(value)) : UNKNOWN_DATE;

/** A calendar date `AAAA-MM-JJ`. */
export const dayText = (value: Json | undefined): string =>
  typeof value === 'string' ? formatDate(Temporal.PlainDate.from(value)) : UNKNOWN_DATE;

export const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

export const eurosText = (amountEur: Json | undefined): string => formatEuros(centsOfEuros(numberOf(amountEur)));
export const centsText = (amount: Json | undefined): string => formatEuros(numberOf(amount) as Cents);

/** « 1 pièce », « 2 pièces », « 1,5 jour-homme »: French counts as one what is below two. */
export const plural = (n: number, one: string, several: string): string =>
  `${n.toLocaleString('fr-FR')} ${Math.abs(n) >= 2 ? several : one}`;

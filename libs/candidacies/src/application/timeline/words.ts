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
const unknownDate = (): string => say`une date inconnue`;

export const instantText = (value: Json | undefined): string =>
  typeof value === 'string' ? formatInstant(Temporal.Instant.from(value)) : unknownDate();

/** An exclusive deadline. */
export const deadlineText = (value: Json | undefined): string =>
  typeof value === 'string' ? formatDeadline(Temporal.Instant.from(value)) : unknownDate();

/** A calendar date `AAAA-MM-JJ`. */
export const dayText = (value: Json | undefined): string =>
  typeof value === 'string' ? formatDate(Temporal.PlainDate.from(value)) : unknownDate();

export const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

export const eurosText = (amountEur: Json | undefined): string => formatEuros(centsOfEuros(numberOf(amountEur)));
export const centsText = (amount: Json | undefined): string => formatEuros(numberOf(amount) as Cents);

import type { Laureate } from './laureate-rows.js';

export interface LaureateTotals {
  readonly laureates: number;
  readonly personDays: number;
  readonly envelopeCents: number;
  /** Laureates whose figures are frozen: the sums that follow are theirs. */
  readonly withFigures: number;
  readonly interviews: number;
  readonly projects: number;
  readonly investmentCents: number;
  readonly jobsPotential: number;
  /** The last time that one of them changed; null of nobody. */
  readonly asOf: Temporal.Instant | null;
}

/** Sums of what is published; an abandoned case counts among the laureates, not in the amounts. */
export function totalsOf(laureates: readonly Laureate[]): LaureateTotals {
  const going = laureates.filter(({ state }) => state !== 'abandoned');
  const sum = (value: (one: Laureate) => number | null): number =>
    going.reduce((total, one) => total + (value(one) ?? 0), 0);
  return {
    laureates: laureates.length,
    personDays: sum((one) => one.personDays),
    envelopeCents: sum((one) => one.envelopeCents),
    withFigures: going.filter(({ figuresAt }) => figuresAt !== null).length,
    interviews: sum((one) => one.interviews),
    projects: sum((one) => one.projects),
    investmentCents: sum((one) => one.investmentCents),
    jobsPotential: sum((one) => one.jobsPotential),
    asOf: laureates.map(({ updatedAt }) => updatedAt).toSorted((a, b) => Temporal.Instant.compare(b, a))[0] ?? null,
  };
}

/** Number of laureates by département; one that straddles several counts in each. */
export const byDepartement = (laureates: readonly Laureate[]): Readonly<Record<string, number>> =>
  laureates
    .flatMap(({ departements }) => departements)
    .reduce<Record<string, number>>((counts, code) => ({ ...counts, [code]: (counts[code] ?? 0) + 1 }), {});

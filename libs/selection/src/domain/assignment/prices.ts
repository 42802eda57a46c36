import type { Column, Market } from './columns.js';

/**
 * Prices that a linear relaxation puts on what is scarce. Whatever they are, they bound what any assignment may reach:
 * a proof that owes nothing to the solver's arithmetic.
 */
export interface Prices {
  /** Of a place with each candidacy. */
  readonly places: readonly number[];
  /** Of each reviewer's time; at least 0. */
  readonly time: readonly number[];
  /** Of each reviewer's least load; at least 0. */
  readonly owed: readonly number[];
  /** Of the fairness to each candidacy; at least 0. */
  readonly fairness: readonly number[];
}

/** What is maximised: the sum of the least served, or the total with every candidacy at `floor` at least. */
export type Goal = { readonly kind: 'fairness' } | { readonly kind: 'total'; readonly floor: number };

/** What a column adds beyond the prices of what it takes. */
export function gainOf({ places, time, owed, fairness }: Prices, goal: Goal, { r, c, score }: Column): number {
  const worth = (goal.kind === 'total' ? 1 : 0) + (fairness[c] ?? 0);
  return worth * score - (places[c] ?? 0) - (time[r] ?? 0) + (owed[r] ?? 0);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, one, i) => total + one * (b[i] ?? 0), 0);

/** Prices that may serve: none below 0 where none may be, those of fairness summing to 1 where fairness is the goal. */
export function admissible(prices: Prices, goal: Goal): Prices | null {
  const positive = (all: readonly number[]): readonly number[] => all.map((one) => Math.max(0, one));
  const fairness = positive(prices.fairness);
  const weight =
    goal.kind === 'fairness'
      ? dot(
          fairness,
          fairness.map(() => 1),
        )
      : 1;
  if (weight <= 0) return null;
  const share = (all: readonly number[]): readonly number[] => all.map((one) => one / weight);
  return {
    places: share(prices.places),
    time: share(positive(prices.time)),
    owed: share(positive(prices.owed)),
    fairness: share(fairness),
  };
}

/** No assignment reaches more than this (weak duality). The base of the locks counts in fairness, not in the total. */
export function boundOf({ rest, columns, base }: Market, prices: Prices, goal: Goal): number {
  const fixed = dot(prices.places, rest.wanted) + dot(prices.time, rest.room) - dot(prices.owed, rest.owed);
  const floors = goal.kind === 'fairness' ? base : base.map((one) => one - goal.floor);
  const gains = columns.reduce(
    (total, all) => all.reduce((more, column) => more + Math.max(0, gainOf(prices, goal, column)), total),
    0,
  );
  return fixed + dot(prices.fairness, floors) + gains;
}

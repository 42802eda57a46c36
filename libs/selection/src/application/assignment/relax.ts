import type { Column } from '../../domain/assignment/columns.js';
import { admissible, boundOf, gainOf, type Goal, type Prices } from '../../domain/assignment/prices.js';
import type { Pool, Search } from './search.js';

/** A proven bound and the prices that prove it. */
export interface Bound {
  readonly value: number;
  readonly prices: Prices | null;
}

const GAIN = 1e-6;
/** Columns that one round adds for each candidacy. */
const ADDED = 8;

/**
 * The bound of the linear relaxation over all columns, though only some are ever given to the solver: those that the
 * prices show to be worth it are added until none is. The bound holds whatever the solver's rounding.
 */
export async function relax(search: Search, pool: Pool, goal: Goal): Promise<Bound> {
  const floor = goal.kind === 'total' ? goal.floor : null;
  let best: Bound = { value: Infinity, prices: null };
  for (;;) {
    const raw = await search.prices({ goal, floor, columns: pool.columns });
    const prices = raw && admissible(raw, goal);
    if (!prices) return best;
    const value = boundOf(search.market, prices, goal);
    if (value < best.value) best = { value, prices };
    const missing = search.market.columns.flatMap((all) => worthAdding(all, pool, prices, goal));
    if (pool.add(missing) === 0) return best;
  }
}

const worthAdding = (all: readonly Column[], pool: Pool, prices: Prices, goal: Goal): readonly Column[] =>
  all
    .filter((column) => !pool.has(column) && gainOf(prices, goal, column) > GAIN)
    .toSorted((a, b) => gainOf(prices, goal, b) - gainOf(prices, goal, a))
    .slice(0, ADDED);

/** Columns that a solution of `goal` worth `target` may still hold: the others cost more than there is to gain. */
export const columnsWorth = (search: Search, { value, prices }: Bound, goal: Goal, target: number): readonly Column[] =>
  search.market.columns.flatMap((all) =>
    prices === null ? all : all.filter((column) => value + Math.min(0, gainOf(prices, goal, column)) >= target - GAIN),
  );

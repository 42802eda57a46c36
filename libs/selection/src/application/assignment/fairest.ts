import { bestOfEach, columnsAbove } from '../../domain/assignment/columns.js';
import { coverBound } from '../../domain/assignment/cover-bound.js';
import type { Goal } from '../../domain/assignment/prices.js';
import { columnsWorth, relax, type Bound } from './relax.js';
import type { Found, Pool, Search } from './search.js';

/** The best minimum found, and whether none is better. */
export interface Fairest {
  readonly found: Found;
  readonly isProven: boolean;
}

const GOAL: Goal = { kind: 'fairness' };
/** Floors tried over some columns, between the best found and the bound. */
const TRIES = 6;

/** A bound in steps of the scores, where they have some. */
const onGrid = ({ market }: Search, value: number): number =>
  market.unit.step === 1 ? Math.floor(value + 1e-6) : value;

/** The same bound as a floor: sums that differ by less than a step are the same. */
const justBelow = ({ market: { unit } }: Search, bound: number): number =>
  unit.step === 1 ? bound : bound - unit.step / 2;

/**
 * The assignment whose least-served candidacy is best served. The relaxation and the covers bound it; assignments that reach the bound,
 * or a floor below it, are looked for among the most promising columns; what then lies between is settled over every
 * column that could matter.
 */
export async function fairest(search: Search, pool: Pool, start: Found): Promise<Fairest> {
  const { step } = search.market.unit;
  const bound = await relax(search, pool, GOAL);
  const relaxed = onGrid(search, Math.min(bound.value, bestOfEach(search.market)));
  const most = coverBound(search.market, start.least, relaxed);
  let found = start;
  let above = most;
  for (let tries = 0; tries < TRIES && above - found.least >= step; tries += 1) {
    const floor = tries === 0 ? justBelow(search, most) : onGrid(search, (found.least + above) / 2);
    if (floor <= found.least) break;
    const asked = { goal: { kind: 'total', floor }, floor, columns: pool.columns } as const;
    const outcome = await search.best(asked, null, search.secondsLeft / 4);
    if (outcome.found && outcome.found.least > found.least) found = outcome.found;
    else above = floor;
  }
  return settle(search, bound, found, most);
}

/**
 * Closes what is left between the best found and the bound, by halving. The bound itself comes first: most often it is
 * reached, since the covers are what limits fairness.
 */
async function settle(search: Search, bound: Bound, start: Found, most: number): Promise<Fairest> {
  const { step } = search.market.unit;
  let found = start;
  let above = most;
  let floor = justBelow(search, most);
  while (above - found.least >= step) {
    const worth = new Set(columnsWorth(search, bound, GOAL, floor));
    const columns = columnsAbove(search.market, floor).flatMap((all) => all.filter((column) => worth.has(column)));
    const outcome = await search.best({ goal: { kind: 'total', floor }, floor, columns }, null);
    if (outcome.found && outcome.found.least > found.least) found = outcome.found;
    else if (outcome.found === null && outcome.isImpossible) above = floor - step;
    else return { found, isProven: false };
    floor = Math.max(found.least + step, onGrid(search, (found.least + above) / 2));
  }
  return { found, isProven: true };
}

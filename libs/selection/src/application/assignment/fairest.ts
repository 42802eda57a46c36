import { bestOfEach, columnsAbove } from '../../domain/assignment/columns.js';
import type { Goal } from '../../domain/assignment/prices.js';
import { columnsWorth, relax } from './relax.js';
import type { Found, Pool, Search } from './search.js';

/** The best minimum found, and whether none is better. */
export interface Fairest {
  readonly found: Found;
  readonly isProven: boolean;
}

const GOAL: Goal = { kind: 'fairness' };
/** Floors tried between the best found and the bound, before the solver is asked to close what is left. */
const TRIES = 6;

/**
 * The assignment whose least-served candidacy is best served. The relaxation bounds it; assignments that reach the bound,
 * or a floor below it, are looked for; what then lies between is settled over every column that could matter.
 */
export async function fairest(search: Search, pool: Pool, start: Found): Promise<Fairest> {
  const { unit } = search.market;
  const bound = await relax(search, pool, GOAL);
  const onGrid = (value: number): number => (unit.step === 1 ? Math.floor(value + 1e-6) : value);
  const most = onGrid(Math.min(bound.value, bestOfEach(search.market)));
  let found = start;
  let above = most;
  for (let tries = 0; tries < TRIES && above - found.least >= unit.step; tries += 1) {
    const floor = tries === 0 ? most : onGrid((found.least + above) / 2);
    const outcome = await search.best(
      { goal: { kind: 'total', floor }, floor, columns: pool.columns },
      null,
      search.secondsLeft / 4,
    );
    if (outcome.found && outcome.found.least > found.least) found = outcome.found;
    else above = floor;
  }
  if (most - found.least < unit.step) return { found, isProven: true };
  return close(search, found);

  async function close(last: Search, incumbent: Found): Promise<Fairest> {
    const floor = incumbent.least + unit.step;
    const worth = new Set(columnsWorth(last, bound, GOAL, floor));
    const columns = columnsAbove(last.market, floor).flatMap((all) => all.filter((column) => worth.has(column)));
    const outcome = await last.best({ goal: GOAL, floor, columns }, null);
    if (outcome.found === null) return { found: incumbent, isProven: outcome.isImpossible };
    const better = outcome.found.least > incumbent.least ? outcome.found : incumbent;
    return { found: better, isProven: outcome.isBest };
  }
}

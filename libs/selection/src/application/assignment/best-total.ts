import { columnsAbove } from '../../domain/assignment/columns.js';
import type { Goal } from '../../domain/assignment/prices.js';
import type { Fairest } from './fairest.js';
import { columnsWorth, relax } from './relax.js';
import type { Pool, Search } from './search.js';

/** The greatest total among the assignments that serve every candidacy at least as well as the least served of `start`. */
export async function bestTotal(search: Search, pool: Pool, { found: start }: Fairest): Promise<Fairest> {
  const floor = start.least;
  const goal: Goal = { kind: 'total', floor };
  const bound = await relax(search, pool, goal);
  const { step } = search.market.unit;
  const first = await search.best({ goal, floor, columns: pool.columns }, start);
  const found =
    first.found && first.found.total > start.total && first.found.least > floor - step / 2 ? first.found : start;
  if (bound.value - found.total < step) return { found, isProven: true };
  const worth = columnsWorth(search, bound, goal, found.total + step);
  // Nothing outside the pool could matter: the solver's own proof is enough.
  if (first.found !== null && first.isBest && worth.every((column) => pool.has(column)))
    return { found, isProven: true };
  const kept = new Set(worth);
  const columns = columnsAbove(search.market, floor).flatMap((all) => all.filter((column) => kept.has(column)));
  const last = await search.best({ goal, floor, columns }, found);
  if (last.found === null) return { found, isProven: last.isImpossible };
  const better = last.found.total > found.total && last.found.least > floor - step / 2 ? last.found : found;
  return { found: better, isProven: last.isBest };
}

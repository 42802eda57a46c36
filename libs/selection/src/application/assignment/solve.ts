import { columnsOf, marketOf } from '../../domain/assignment/columns.js';
import { feasibilityOf, type Shortfall } from '../../domain/assignment/feasible.js';
import { assignmentOf, type Assignment, type Pair, type Problem } from '../../domain/assignment/problem.js';
import { restOf, sum } from '../../domain/assignment/rest.js';
import { shuffled } from '../../domain/assignment/shuffle.js';
import { unitOf } from '../../domain/assignment/unit.js';
import { bestTotal } from './best-total.js';
import type { Engine } from './engine.js';
import { fairest } from './fairest.js';
import { Pool, Search } from './search.js';

export interface SolveOptions {
  readonly engine: Engine;
  /** Breaks ties: the same seed gives the same assignment, unless the time runs out. */
  readonly seed: number;
  /** Time allowed, in seconds. */
  readonly seconds: number;
  /** Seconds on a clock that never goes back. */
  readonly now: () => number;
}

export type Solved =
  /** `proven`: no assignment has a greater minimum nor, with that minimum, a greater total. */
  | { readonly assignment: Assignment; readonly proven: boolean; readonly seconds: number }
  | { readonly shortfalls: readonly [Shortfall, ...Shortfall[]] };

/** Columns that a search starts with, for each candidacy. */
const BEGUN_WITH = 24;

/**
 * Assigns reviewers: first the least-served candidacy is served as well as can be, then, that held, the total of
 * affinities is as great as can be.
 */
export async function solveAssignment(problem: Problem, { engine, seed, seconds, now }: SolveOptions): Promise<Solved> {
  const begunAt = now();
  const mixed = shuffled(problem, seed);
  const rest = restOf(mixed.problem);
  const feasible = feasibilityOf(rest);
  if ('shortfalls' in feasible) return { shortfalls: mixed.back.shortfalls(feasible.shortfalls) };
  const done = (pairs: readonly Pair[], proven: boolean): Solved => ({
    assignment: assignmentOf(problem, pairs.map(mixed.back.pair)),
    proven,
    seconds: now() - begunAt,
  });
  if (sum(rest.wanted) === 0) return done(feasible.pairs, true);
  const market = marketOf(rest, unitOf(problem.affinity));
  const search = new Search(market, engine, seed, seconds, now);
  const pool = new Pool(problem.candidacies.length);
  pool.add(columnsOf(market, feasible.pairs));
  for (const all of market.columns) pool.add(all.slice(0, BEGUN_WITH));
  const fair = await fairest(search, pool, search.worthOf(feasible.pairs));
  pool.add(columnsOf(market, fair.found.pairs));
  const best = await bestTotal(search, pool, fair);
  return done(best.found.pairs, fair.isProven && best.isProven);
}

import { affinityOf, at, type Pair } from './problem.js';
import { openPairsOf, type Rest } from './rest.js';
import type { Unit } from './unit.js';

/** A pair that may be decided, with its score in units of the solver. */
export interface Column {
  readonly r: number;
  readonly c: number;
  readonly score: number;
}

/** Open pairs and locked sums, counted in units. */
export interface Market {
  readonly rest: Rest;
  readonly unit: Unit;
  /** Columns of each candidacy, the best first. */
  readonly columns: readonly (readonly Column[])[];
  /** What the locks give each candidacy, in units. */
  readonly base: readonly number[];
}

/** Of the solver, in units. */
export const TOLERANCE = 1e-6;
/** Scores keep this many decimals. */
const DECIMALS = 5;

/** Affinity of a pair in units. */
export const scoreOf = ({ problem }: Rest, { worth }: Unit, pair: Pair): number =>
  Number((affinityOf(problem, pair) / worth).toFixed(DECIMALS));

export function marketOf(rest: Rest, unit: Unit): Market {
  const base = rest.wanted.map(() => 0);
  for (const pair of rest.problem.locked) base[pair[1]] = (base[pair[1]] ?? 0) + scoreOf(rest, unit, pair);
  const column = (pair: Pair): Column => ({ r: pair[0], c: pair[1], score: scoreOf(rest, unit, pair) });
  return { rest, unit, base, columns: rest.wanted.map((_, c) => openPairsOf(rest, c).map(column)) };
}

export const scoreSum = (columns: readonly Column[]): number => columns.reduce((total, { score }) => total + score, 0);

/** The most that the least-served candidacy could have, if each had its best reviewers. */
export function bestOfEach({ columns, base, rest }: Market): number {
  return Math.min(...columns.map((all, c) => (base[c] ?? 0) + scoreSum(all.slice(0, rest.wanted[c] ?? 0))));
}

/** Columns that may be part of an assignment where every candidacy has `floor` at least. */
export function columnsAbove({ columns, base, rest }: Market, floor: number): readonly (readonly Column[])[] {
  return columns.map((all, c) => {
    const wanted = rest.wanted[c] ?? 0;
    if (wanted === 0) return [];
    const others = (base[c] ?? 0) + scoreSum(all.slice(0, wanted - 1));
    return all.filter(({ score }, place) => place < wanted || score + others >= floor - TOLERANCE);
  });
}

/** The columns of these pairs. */
export function columnsOf({ rest, columns }: Market, pairs: readonly Pair[]): readonly Column[] {
  const wanted = new Set(pairs.map(([r, c]) => at(rest.problem, r, c)));
  return columns.flatMap((all) => all.filter(({ r, c }) => wanted.has(at(rest.problem, r, c))));
}

/** True when these columns can't serve every candidacy with `floor` at least, seen one candidacy at a time. */
export function cannotServe({ rest, base }: Market, columns: readonly Column[], floor: number): boolean {
  const byCandidacy = Map.groupBy(columns, ({ c }) => c);
  return rest.wanted.some((wanted, c) => {
    const best = (byCandidacy.get(c) ?? []).map(({ score }) => score).toSorted((a, b) => b - a);
    const most = best.slice(0, wanted).reduce((total, score) => total + score, base[c] ?? 0);
    return best.length < wanted || most < floor - TOLERANCE;
  });
}

import type { Column, Market } from './columns.js';
import { coversOf, type Cover } from './covers.js';
import type { Goal, Prices } from './prices.js';

/** What is asked of a solver over some columns. */
export interface Asked {
  readonly goal: Goal;
  /** Least sum that every candidacy must have, in units; none for a relaxation without any. */
  readonly floor: number | null;
  readonly columns: readonly Column[];
}

/**
 * A linear program to minimise, its matrix by columns. Rows come in three blocks: each candidacy's demand, each reviewer's
 * load, the fairness to each candidacy; a program of whole columns has its covers besides. Where fairness is the goal, a last column is the sum of the least served.
 */
export interface Program {
  readonly costs: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Where each column starts in the two that follow, and where the last one ends. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
  /** Columns that are whole, from the first on. */
  readonly whole: number;
}

export function programOf({ rest, base }: Market, { goal, floor, columns }: Asked, isWhole: boolean): Program {
  const cases = rest.wanted.length;
  const fairnessAt = cases + rest.room.length;
  const isFairest = goal.kind === 'fairness';
  const covers = isWhole && floor !== null ? coversOf({ rest, base }, columns, floor) : [];
  const coverRows = rowsOfCovers(covers, fairnessAt + cases);
  const entries = columns.map(({ r, c, score }): readonly Entry[] => [
    [c, 1],
    [cases + r, 1],
    [fairnessAt + c, score],
    ...(coverRows.get(c) ?? []).flatMap((one): Entry[] => (score >= one.score ? [[one.row, 1]] : [])),
  ]);
  if (isFairest) entries.push(rest.wanted.map((_, c): Entry => [fairnessAt + c, -1]));
  const count = entries.length;
  const least = isFairest ? 0 : (floor ?? -Infinity);
  return {
    costs: Float64Array.from({ length: count }, (_, i) => cost(columns[i], goal)),
    lower: Float64Array.from({ length: count }, (_, i) => (i < columns.length ? 0 : (floor ?? -Infinity))),
    upper: Float64Array.from({ length: count }, (_, i) => (i < columns.length ? 1 : Infinity)),
    rowLower: Float64Array.from([
      ...rest.wanted,
      ...rest.owed,
      ...base.map((given) => least - given),
      ...covers.map((one) => one.least),
    ]),
    rowUpper: Float64Array.from([...rest.wanted, ...rest.room, ...[...base, ...covers].map(() => Infinity)]),
    starts: startsOf(entries),
    rows: Int32Array.from(entries.flat(), ([row]) => row),
    values: Float64Array.from(entries.flat(), ([, value]) => value),
    whole: isWhole ? columns.length : 0,
  };
}

type Entry = readonly [row: number, value: number];

function startsOf(entries: readonly (readonly Entry[])[]): Int32Array {
  const starts = new Int32Array(entries.length + 1);
  for (const [i, { length }] of entries.entries()) starts[i + 1] = (starts[i] ?? 0) + length;
  return starts;
}

/** Rows of the covers of each candidacy, from a row on. */
const rowsOfCovers = (
  covers: readonly Cover[],
  from: number,
): ReadonlyMap<number, readonly (Cover & { readonly row: number })[]> =>
  Map.groupBy(
    covers.map((one, i) => ({ ...one, row: from + i })),
    ({ c }) => c,
  );

/** The last column has none: it is the sum of the least served. */
const cost = (column: Column | undefined, goal: Goal): number => {
  if (!column) return -1;
  return goal.kind === 'fairness' ? 0 : -column.score;
};

/** The prices that a relaxation's dual values are: those of a program that minimises, one a row. */
export function pricesOf({ rest }: Market, duals: readonly number[]): Prices {
  const cases = rest.wanted.length;
  const loads = duals.slice(cases, cases + rest.room.length);
  return {
    places: duals.slice(0, cases).map((dual) => -dual),
    time: loads.map((dual) => Math.max(0, -dual)),
    owed: loads.map((dual) => Math.max(0, dual)),
    fairness: duals.slice(cases + rest.room.length, 2 * cases + rest.room.length),
  };
}

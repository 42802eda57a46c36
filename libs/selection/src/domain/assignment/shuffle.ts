import type { Shortfall } from './feasible.js';
import { at, type Pair, type Problem } from './problem.js';

type Shortfalls = readonly [Shortfall, ...Shortfall[]];

/** A problem in another order, and the way back from it. */
export interface Shuffled {
  readonly problem: Problem;
  readonly back: {
    readonly pair: (pair: Pair) => Pair;
    readonly shortfalls: (shortfalls: Shortfalls) => Shortfalls;
  };
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function order(length: number, next: () => number): readonly number[] {
  const places = Array.from({ length }, (_, i) => ({ i, rank: next() }));
  return places.toSorted((a, b) => a.rank - b.rank).map(({ i }) => i);
}

/** Ties are broken by the seed, not by who comes first in the alphabet. */
export function shuffled(problem: Problem, seed: number): Shuffled {
  const next = chance(seed);
  const rs = order(problem.reviewers.length, next);
  const cs = order(problem.candidacies.length, next);
  const place = (places: readonly number[], i: number): number => places[i] ?? i;
  const there = (places: readonly number[]): ReadonlyMap<number, number> =>
    new Map(places.map((from, to) => [from, to]));
  const [rTo, cTo] = [there(rs), there(cs)];
  const from = rs.flatMap((r) => cs.map((c) => at(problem, r, c)));
  const pick = <T>(all: readonly T[], places: readonly number[]): T[] => places.flatMap((i) => all.slice(i, i + 1));
  return {
    problem: {
      reviewers: pick(problem.reviewers, rs),
      candidacies: pick(problem.candidacies, cs),
      affinity: Float64Array.from(from, (i) => problem.affinity[i] ?? 0),
      barred: Uint8Array.from(from, (i) => problem.barred[i] ?? 0),
      locked: problem.locked.map(([r, c]) => [rTo.get(r) ?? r, cTo.get(c) ?? c]),
    },
    back: {
      pair: ([r, c]) => [place(rs, r), place(cs, c)],
      shortfalls: ([first, ...more]) => {
        const told = (one: Shortfall): Shortfall => {
          const places = one.places.map((i) => place(one.of === 'reviewers' ? rs : cs, i));
          return { ...one, places: places.toSorted((a, b) => a - b) };
        };
        return [told(first), ...more.map(told)];
      },
    },
  };
}

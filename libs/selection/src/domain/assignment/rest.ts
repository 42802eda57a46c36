import { affinityOf, at, type Pair, type Problem } from './problem.js';

/** What is left to decide once the locked pairs are kept. */
export interface Rest {
  readonly problem: Problem;
  /** Reviewers that each candidacy still wants. */
  readonly wanted: readonly number[];
  /** Candidacies that each reviewer may still take, and must still take. */
  readonly room: readonly number[];
  readonly owed: readonly number[];
  /** May this pair still be decided? */
  readonly isOpen: (reviewer: number, candidacy: number) => boolean;
}

export function restOf(problem: Problem): Rest {
  const loads = problem.reviewers.map(() => 0);
  const served = problem.candidacies.map(() => 0);
  const closed = Uint8Array.from(problem.barred);
  for (const [r, c] of problem.locked) {
    loads[r] = (loads[r] ?? 0) + 1;
    served[c] = (served[c] ?? 0) + 1;
    closed[at(problem, r, c)] = 1;
  }
  return {
    problem,
    wanted: problem.candidacies.map(({ reviewers }, c) => reviewers - (served[c] ?? 0)),
    room: problem.reviewers.map(({ maxLoad }, r) => maxLoad - (loads[r] ?? 0)),
    owed: problem.reviewers.map(({ minLoad }, r) => Math.max(0, minLoad - (loads[r] ?? 0))),
    isOpen: (r, c) => closed[at(problem, r, c)] === 0,
  };
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Each reviewer's open pairs of a candidacy, the best first. */
export function openPairsOf(rest: Rest, candidacy: number): readonly Pair[] {
  const open: Pair[] = [];
  for (const r of rest.room.keys()) if (rest.isOpen(r, candidacy)) open.push([r, candidacy]);
  return open.toSorted((a, b) => affinityOf(rest.problem, b) - affinityOf(rest.problem, a));
}

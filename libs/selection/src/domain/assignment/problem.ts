/** How many candidacies a reviewer takes. */
export interface Reviewer {
  readonly maxLoad: number;
  readonly minLoad: number;
}

/** By how many reviewers a candidacy is reviewed. */
export interface Reviewed {
  readonly reviewers: number;
}

/** A reviewer and a candidacy, by their places in the problem. */
export type Pair = readonly [reviewer: number, candidacy: number];

/** An assignment of reviewers to find. Matrices are reviewers × candidacies, one row after the other. */
export interface Problem {
  readonly reviewers: readonly Reviewer[];
  readonly candidacies: readonly Reviewed[];
  /** Affinity of each pair; 0 where none was said. */
  readonly affinity: Float64Array;
  /** 1 where the pair is in conflict: it is never assigned. */
  readonly barred: Uint8Array;
  /** Pairs that are kept as they are. */
  readonly locked: readonly Pair[];
}

export interface Assignment {
  readonly pairs: readonly Pair[];
  /** Sum of affinities of the least-served candidacy. */
  readonly minAffinity: number;
  readonly totalAffinity: number;
}

export const at = (problem: Problem, reviewer: number, candidacy: number): number =>
  reviewer * problem.candidacies.length + candidacy;

export const affinityOf = (problem: Problem, [reviewer, candidacy]: Pair): number =>
  problem.affinity[at(problem, reviewer, candidacy)] ?? 0;

/** Sum of affinities that each candidacy gets. */
export function sumsOf(problem: Problem, pairs: readonly Pair[]): Float64Array {
  const sums = new Float64Array(problem.candidacies.length);
  for (const pair of pairs) sums[pair[1]] = (sums[pair[1]] ?? 0) + affinityOf(problem, pair);
  return sums;
}

/** Pairs in the order of the candidacies, then of the reviewers, with what they are worth. */
export function assignmentOf(problem: Problem, pairs: readonly Pair[]): Assignment {
  const sums = sumsOf(problem, pairs);
  return {
    pairs: pairs.toSorted((a, b) => a[1] - b[1] || a[0] - b[0]),
    minAffinity: sums.reduce((least, sum) => Math.min(least, sum), sums[0] ?? 0),
    totalAffinity: sums.reduce((total, sum) => total + sum, 0),
  };
}

/** What an assignment breaks, in words for a developer; empty when it respects the problem. */
export function breaches(problem: Problem, pairs: readonly Pair[]): readonly string[] {
  const found: string[] = [];
  const loads = new Map<number, number>();
  const served = new Map<number, number>();
  const seen = new Set<number>();
  for (const [r, c] of pairs) {
    const place = at(problem, r, c);
    if (seen.has(place)) found.push(`pair ${r},${c} twice`);
    if (problem.barred[place]) found.push(`pair ${r},${c} in conflict`);
    seen.add(place);
    loads.set(r, (loads.get(r) ?? 0) + 1);
    served.set(c, (served.get(c) ?? 0) + 1);
  }
  for (const [r, { minLoad, maxLoad }] of problem.reviewers.entries()) {
    const load = loads.get(r) ?? 0;
    if (load < minLoad || load > maxLoad) found.push(`reviewer ${r} has ${load}`);
  }
  for (const [c, { reviewers }] of problem.candidacies.entries())
    if ((served.get(c) ?? 0) !== reviewers) found.push(`candidacy ${c} has ${served.get(c) ?? 0}`);
  for (const [r, c] of problem.locked) if (!seen.has(at(problem, r, c))) found.push(`lock ${r},${c} lost`);
  return found;
}

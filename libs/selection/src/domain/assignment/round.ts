import { affinityBetween, type Affinity, type Expertise, type Subject } from './affinity.js';
import { at, type Pair, type Problem } from './problem.js';

export interface AskedReviewer extends Expertise {
  readonly minLoad: number;
  readonly maxLoad: number;
}

/** What the assignment of a wave is made from; people and cases by their places. */
export interface RoundSpec {
  readonly reviewers: readonly AskedReviewer[];
  readonly candidacies: readonly Subject[];
  readonly reviewersPerCandidacy: number;
  readonly conflicts: readonly Pair[];
  /** Kept, conflicts or not: those in conflict are left out, and another reviewer is found. */
  readonly kept: readonly Pair[];
}

/** The affinity of every pair; rows are reviewers. */
export const affinities = ({
  reviewers,
  candidacies,
}: Pick<RoundSpec, 'reviewers' | 'candidacies'>): readonly (readonly Affinity[])[] =>
  reviewers.map((reviewer) => candidacies.map((candidacy) => affinityBetween(reviewer, candidacy)));

/** Nobody is left with less than this part of an even share, where it can be. */
const SHARE = 0.5;

/** The same problem, where each reviewer takes at least half of an even share: as balanced as it is asked to be. */
export function balanced(problem: Problem): Problem {
  const wanted = problem.candidacies.reduce((total, { reviewers }) => total + reviewers, 0);
  const share = Math.floor((SHARE * wanted) / problem.reviewers.length);
  return {
    ...problem,
    reviewers: problem.reviewers.map(({ minLoad, maxLoad }) => ({
      maxLoad,
      minLoad: Math.max(minLoad, Math.min(maxLoad, share)),
    })),
  };
}

/** The problem of a wave. What is kept is locked; a reviewer who keeps more than their load keeps it. */
export function problemOf({ conflicts, kept, reviewersPerCandidacy, ...spec }: RoundSpec): Problem {
  const size = spec.reviewers.length * spec.candidacies.length;
  const barred = new Uint8Array(size);
  const base = {
    reviewers: spec.reviewers,
    candidacies: spec.candidacies.map(() => ({ reviewers: reviewersPerCandidacy })),
  };
  const problem: Problem = { ...base, affinity: new Float64Array(size), barred, locked: [] };
  for (const [r, c] of conflicts) barred[at(problem, r, c)] = 1;
  problem.affinity.set(affinities(spec).flatMap((row) => row.map(({ score }) => score)));
  const locked = kept.filter(([r, c]) => barred[at(problem, r, c)] === 0);
  const held = (r: number): number => locked.filter(([one]) => one === r).length;
  const keeping = (c: number): number => locked.filter(([, one]) => one === c).length;
  return {
    ...problem,
    reviewers: spec.reviewers.map(({ minLoad, maxLoad }, r) => ({ minLoad, maxLoad: Math.max(maxLoad, held(r)) })),
    candidacies: spec.candidacies.map((_, c) => ({ reviewers: Math.max(reviewersPerCandidacy, keeping(c)) })),
    locked,
  };
}

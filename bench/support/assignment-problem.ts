/** Ways in which affinities come: their shape decides how hard an assignment is to prove. */
export const SHAPES = ['uniform', 'topics', 'bids', 'scarce'] as const;
export type Shape = (typeof SHAPES)[number];

export interface Size {
  readonly reviewers: number;
  readonly candidacies: number;
  readonly each: number;
  readonly load: number;
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

const TOPICS = 12;

/** Few subjects each, weighted: reviewers alike compete for the same candidacies. */
function profile(next: () => number): readonly number[] {
  const weights = Array.from({ length: TOPICS }, () => next() ** 6);
  const norm = Math.hypot(...weights);
  return weights.map((weight) => weight / norm);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, one, i) => total + one * (b[i] ?? 0), 0);

function scores(shape: Shape, { reviewers, candidacies }: Size, next: () => number): number[][] {
  const rows = (score: (r: number, c: number) => number): number[][] =>
    Array.from({ length: reviewers }, (_, r) => Array.from({ length: candidacies }, (__, c) => score(r, c)));
  switch (shape) {
    case 'uniform':
      return rows(() => next());
    case 'topics': {
      const experts = Array.from({ length: reviewers }, () => profile(next));
      const subjects = Array.from({ length: candidacies }, () => profile(next));
      return rows((r, c) => dot(experts[r] ?? [], subjects[c] ?? []));
    }
    case 'bids':
      return rows(() => (next() < 0.85 ? 0 : 1 + Math.floor(3 * next())));
    case 'scarce': {
      // A tenth of the reviewers know most: everybody wants them, and their loads allow few.
      const stars = new Set(Array.from({ length: Math.ceil(reviewers / 10) }, (_, r) => r));
      return rows((r) => Math.round(100 * (stars.has(r) ? 0.5 + next() / 2 : next() / 3)) / 100);
    }
  }
}

/** A problem as `rebond selection assign` reads it, with two conflicts in a hundred. */
export function assignmentProblem(shape: Shape, size: Size, seed: number): object {
  const next = chance(seed);
  const affinity = scores(shape, size, next);
  const conflicts = affinity.flatMap((row, r) => row.flatMap((_, c) => (next() < 0.02 ? [[`r${r}`, `c${c}`]] : [])));
  return {
    reviewers: Array.from({ length: size.reviewers }, (_, r) => ({ id: `r${r}`, maxLoad: size.load })),
    candidacies: Array.from({ length: size.candidacies }, (_, c) => ({ id: `c${c}`, reviewers: size.each })),
    affinity,
    conflicts,
  };
}

import { scoreSum, TOLERANCE, type Column, type Market } from './columns.js';

/** What any team of a candidacy must hold to reach the floor: this many of those who score at least this. */
export interface Cover {
  readonly c: number;
  readonly score: number;
  readonly least: number;
}

/**
 * Sums that reach a floor need some good scores: with at most two of them, and the best of the others, a team of three may
 * not reach it. Said of each candidacy, this is what a relaxation in fractions of reviewers overlooks, and what proves that
 * the good ones do not suffice for all.
 */
export function coversOf(
  { rest, base }: Pick<Market, 'rest' | 'base'>,
  columns: readonly Column[],
  floor: number,
): readonly Cover[] {
  const byCandidacy = Map.groupBy(columns, ({ c }) => c);
  return [...byCandidacy].flatMap(([c, all]) => {
    const best = all.toSorted((a, b) => b.score - a.score);
    const wanted = rest.wanted[c] ?? 0;
    const missing = floor - (base[c] ?? 0) - TOLERANCE;
    return Array.from({ length: wanted }, (_, i) => i + 1).flatMap((least) => {
      const score = neededScore(best, wanted, least, missing);
      return score === null ? [] : [{ c, score, least }];
    });
  });
}

/** The greatest score that `least` members of every team with enough must reach; null when none but the lowest. */
function neededScore(best: readonly Column[], wanted: number, least: number, missing: number): number | null {
  const good = scoreSum(best.slice(0, least - 1));
  const others = wanted - least + 1;
  const reaches = (from: number): boolean => good + scoreSum(best.slice(from, from + others)) >= missing;
  // From the best on, until those from there, joined to the few best, are not enough: the one before must be reached.
  for (let from = least - 1; from + others <= best.length; from += 1)
    if (!reaches(from)) return from === 0 ? null : (best[from - 1]?.score ?? null);
  return null;
}

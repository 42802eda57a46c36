import type { Grid } from '@rebond/calls';
import { shareOf, weightedScore, type Marks } from './score.js';

/** Two submitted reviews of a case diverge when their totals are this far apart, out of 100… */
export const DIVERGENT_TOTAL = 20;
/** …or their levels of one criterion are two thirds of its scale apart: two levels of four. */
export const DIVERGENT_SHARE = 2 / 3;

/** How far the reviews of a case are apart, and on what. */
export interface Divergence {
  /** Between the highest and the lowest total, out of 100. */
  readonly spread: number;
  /** Keys of the criteria whose levels are far apart. */
  readonly criteria: readonly string[];
  readonly isFlagged: boolean;
}

const spreadOf = (values: readonly number[]): number =>
  values.length < 2 ? 0 : Math.max(...values) - Math.min(...values);

/** The divergence of submitted reviews; a single one never diverges. */
export function divergenceOf(grid: Grid, reviews: readonly Marks[]): Divergence {
  const spread = spreadOf(reviews.map((marks) => weightedScore(grid, marks)));
  const criteria = grid.criteria
    .filter((criterion) => {
      const shares = reviews.flatMap((marks) => {
        const score = marks[criterion.key]?.score ?? null;
        return score === null ? [] : [shareOf(criterion, score)];
      });
      return spreadOf(shares) >= DIVERGENT_SHARE - 1e-9;
    })
    .map(({ key }) => key);
  return { spread, criteria, isFlagged: spread >= DIVERGENT_TOTAL || criteria.length > 0 };
}

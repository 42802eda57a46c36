import { say } from '@rebond/kernel';
import type { Criterion, Grid } from '@rebond/calls';
import type { Fault } from '@rebond/kernel';

/** What a reviewer gives a criterion: a level of the grid, by its score, and why. */
export interface Mark {
  readonly score: number | null;
  readonly comment: string;
}

/** Marks by the keys of the criteria. */
export type Marks = Readonly<Record<string, Mark>>;

const extremes = ({ levels }: Criterion): { readonly least: number; readonly most: number } => {
  const scores = levels.map(({ score }) => score);
  return { least: Math.min(...scores), most: Math.max(...scores) };
};

/** Where a score lies between the lowest and the highest level of its criterion, from 0 to 1. */
export function shareOf(criterion: Criterion, score: number): number {
  const { least, most } = extremes(criterion);
  return most === least ? 1 : (score - least) / (most - least);
}

/** The score out of 100: each criterion's place on its own scale, weighted by the grid. Criteria without a score give 0. */
export function weightedScore({ criteria }: Grid, marks: Marks): number {
  const weights = criteria.reduce((total, { weight }) => total + weight, 0);
  const earned = criteria.reduce((total, criterion) => {
    const score = marks[criterion.key]?.score ?? null;
    return total + (score === null ? 0 : criterion.weight * shareOf(criterion, score));
  }, 0);
  return Math.round((earned / weights) * 10_000) / 100;
}

/** Marks that the grid does not know: refused even in a draft. */
export function strangeMarks({ criteria }: Grid, marks: Marks): readonly Fault[] {
  return Object.entries(marks).flatMap(([key, { score }]) => {
    const criterion = criteria.find((one) => one.key === key);
    if (!criterion) return [fault(key, 'unknown-criterion', say`Ce critère n’est pas de la grille.`)];
    const isLevel = score === null || criterion.levels.some((level) => level.score === score);
    return isLevel ? [] : [fault(`${key}/score`, 'unknown-level', say`« ${criterion.label} » n’a pas ce niveau.`)];
  });
}

/** What is missing before a review is submitted: a level for every criterion, and the reason of each. */
export const missingMarks = ({ criteria }: Grid, marks: Marks): readonly Fault[] =>
  criteria.flatMap(({ key, label }) => {
    const { score = null, comment = '' } = marks[key] ?? {};
    return [
      ...(score === null
        ? [fault(`${key}/score`, 'score-required', say`Choisissez un niveau pour « ${label} ».`)]
        : []),
      ...(comment.trim() === ''
        ? [fault(`${key}/comment`, 'comment-required', say`Motivez votre niveau pour « ${label} ».`)]
        : []),
    ];
  });

const fault = (path: string, code: string, detail: string): Fault => ({ pointer: `/marks/${path}`, code, detail });

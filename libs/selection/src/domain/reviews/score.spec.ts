import type { Grid } from '@rebond/calls';
import { divergenceOf } from './divergence.js';
import { missingMarks, strangeMarks, weightedScore, type Marks } from './score.js';

const levels = [0, 1, 2, 3].map((score) => ({ score, label: `Niveau ${score}`, anchor: 'Constaté.' }));
const grid: Grid = {
  reviewersPerCandidacy: 2,
  criteria: [
    { key: 'needs', label: 'Besoins', weight: 60, levels },
    { key: 'leverage', label: 'Levier', weight: 40, levels: levels.slice(1, 3) },
  ],
};
const marks = (needs: number | null, leverage: number | null, comment = 'Vu.'): Marks => ({
  needs: { score: needs, comment },
  leverage: { score: leverage, comment },
});

describe('La note pondérée', () => {
  it.each([
    ['aux meilleurs niveaux', marks(3, 2), 100],
    ['aux plus bas niveaux, chacun sur sa propre échelle', marks(0, 1), 0],
    ['entre les deux', marks(2, 2), 80],
    ['sans niveau pour un critère', marks(3, null), 60],
  ])('%s', (_, given, expected) => {
    expect(weightedScore(grid, given)).toBe(expected);
  });
});

describe('Une relecture', () => {
  it('se remet avec un niveau et un motif pour chaque critère', () => {
    expect(missingMarks(grid, marks(1, 1))).toEqual([]);
    expect(missingMarks(grid, { needs: { score: 1, comment: ' ' } }).map(({ pointer }) => pointer)).toEqual([
      '/marks/needs/comment',
      '/marks/leverage/score',
      '/marks/leverage/comment',
    ]);
  });

  it('ne s’enregistre pas avec un critère ou un niveau d’une autre grille', () => {
    const given = { ...marks(1, 3), other: { score: 1, comment: '' } };
    expect(strangeMarks(grid, given).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/marks/leverage/score unknown-level',
      '/marks/other unknown-criterion',
    ]);
  });
});

describe('La divergence des relectures', () => {
  it.each([
    ['une seule relecture ne diverge jamais', [marks(0, 1)], { spread: 0, criteria: [], isFlagged: false }],
    ['des relectures voisines', [marks(2, 2), marks(2, 2)], { spread: 0, criteria: [], isFlagged: false }],
    ['un niveau d’écart sur quatre', [marks(2, 2), marks(1, 2)], { spread: 20, criteria: [], isFlagged: true }],
    [
      'deux niveaux d’écart sur quatre',
      [marks(3, 2), marks(1, 2)],
      { spread: 40, criteria: ['needs'], isFlagged: true },
    ],
    [
      'des extrêmes qui se compensent',
      [marks(1, 2), marks(3, 1)],
      { spread: 0, criteria: ['needs', 'leverage'], isFlagged: true },
    ],
  ])('%s', (_, reviews, expected) => {
    const found = divergenceOf(grid, reviews);
    expect({ ...found, spread: Math.round(found.spread) }).toEqual(expected);
  });
});

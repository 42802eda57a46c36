import { feasibilityOf, type Shortfall } from './feasible.js';
import { breaches, type Problem } from './problem.js';
import { readProblem } from './input.js';
import { restOf } from './rest.js';

const reviewers = (...loads: readonly (readonly [max: number, min?: number])[]) =>
  loads.map(([maxLoad, minLoad = 0], i) => ({ id: `r${i}`, maxLoad, minLoad }));
const candidacies = (...wanted: readonly number[]) => wanted.map((one, i) => ({ id: `c${i}`, reviewers: one }));
const problem = (input: object): Problem => readProblem(input).problem;

function shortfalls(input: object): readonly Shortfall[] {
  const found = feasibilityOf(restOf(problem(input)));
  return 'shortfalls' in found ? found.shortfalls : [];
}

describe('Une affectation possible', () => {
  it.each([
    ['aux charges justes', { reviewers: reviewers([2], [2], [2]), candidacies: candidacies(2, 2, 2) }],
    ['aux charges minimales', { reviewers: reviewers([3, 1], [3, 1], [3, 3]), candidacies: candidacies(2, 2, 1) }],
    [
      'malgré des conflits',
      {
        reviewers: reviewers([1], [1], [1]),
        candidacies: candidacies(1, 1, 1),
        conflicts: [
          ['r0', 'c0'],
          ['r1', 'c1'],
          ['r0', 'c1'],
        ],
      },
    ],
    [
      'qui garde les verrous',
      { reviewers: reviewers([1], [1]), candidacies: candidacies(1, 1), locks: [['r1', 'c0']] },
    ],
  ])('est trouvée %s', (_, input) => {
    const asked = problem(input);
    const found = feasibilityOf(restOf(asked));
    expect('pairs' in found && breaches(asked, found.pairs)).toEqual([]);
  });
});

describe('Une affectation impossible', () => {
  it.each([
    [
      'par le total des charges',
      { reviewers: reviewers([1], [1]), candidacies: candidacies(2, 2) },
      [{ of: 'candidacies', isOverall: true, required: 4, available: 2 }],
    ],
    [
      'par les conflits d’une candidature',
      { reviewers: reviewers([9], [9]), candidacies: candidacies(1, 2), conflicts: [['r1', 'c1']] },
      [{ of: 'candidacies', places: [1], required: 2, available: 1 }],
    ],
    [
      'par des candidatures qui n’ont ensemble qu’un relecteur',
      {
        reviewers: reviewers([1], [9]),
        candidacies: candidacies(1, 1, 1),
        conflicts: [
          ['r1', 'c0'],
          ['r1', 'c2'],
        ],
      },
      [{ of: 'candidacies', places: [0, 2], required: 2, available: 1 }],
    ],
    [
      'par une charge minimale',
      { reviewers: reviewers([2, 2], [2]), candidacies: candidacies(1, 1), conflicts: [['r0', 'c1']] },
      [{ of: 'reviewers', places: [0], required: 2, available: 1 }],
    ],
    [
      'par le total des charges minimales',
      { reviewers: reviewers([2, 1], [2, 1], [2, 1]), candidacies: candidacies(1, 1) },
      [{ of: 'reviewers', isOverall: true, required: 3, available: 2 }],
    ],
  ])('est expliquée %s', (_, input, expected) => {
    expect(shortfalls(input)).toEqual(expected.map((one) => expect.objectContaining(one) as unknown));
  });
});

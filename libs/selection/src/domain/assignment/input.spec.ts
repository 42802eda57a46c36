import type { RefusedError } from '@rebond/kernel';
import { readProblem } from './input.js';

const two = {
  reviewers: [
    { id: 'r1', maxLoad: 2 },
    { id: 'r2', maxLoad: 2, minLoad: 1 },
  ],
  candidacies: [
    { id: 'a', reviewers: 1 },
    { id: 'b', reviewers: 1 },
  ],
};
const faultsOf = (input: unknown): readonly string[] => {
  try {
    readProblem(input);
    return [];
  } catch (error) {
    return (error as RefusedError).faults.map(({ pointer, code }) => `${pointer} ${code}`);
  }
};

describe('Un problème d’affectation', () => {
  it('donne ses affinités par triplets ou par une matrice', () => {
    const byTriples = readProblem({
      ...two,
      affinity: [
        ['r1', 'b', 0.5],
        ['r2', 'a', 2],
      ],
    });
    const byMatrix = readProblem({
      ...two,
      affinity: [
        [0, 0.5],
        [2, 0],
      ],
    });
    expect([...byTriples.problem.affinity]).toEqual([0, 0.5, 2, 0]);
    expect(byMatrix.problem.affinity).toEqual(byTriples.problem.affinity);
  });

  it('se lit avec des identifiants qui sont des nombres', () => {
    const { reviewerIds, problem } = readProblem({
      reviewers: [{ id: 7, maxLoad: 1 }],
      candidacies: [{ id: 9, reviewers: 1 }],
      affinity: [[7, 9, 0.25]],
    });
    expect([reviewerIds, [...problem.affinity]]).toEqual([[7], [0.25]]);
  });

  it.each([
    [
      'des identifiants répétés',
      { ...two, candidacies: [...two.candidacies, { id: 'a', reviewers: 1 }] },
      ['/candidacies/2/id repeated'],
    ],
    [
      'une charge minimale au-dessus de la maximale',
      { ...two, reviewers: [{ id: 'r1', maxLoad: 1, minLoad: 2 }] },
      ['/reviewers/0/minLoad min-above-max'],
    ],
    [
      'des inconnus dans une paire',
      { ...two, conflicts: [['x', 'y']] },
      ['/conflicts/0/0 unknown-reviewer', '/conflicts/0/1 unknown-candidacy'],
    ],
    [
      'une paire qui a deux affinités',
      {
        ...two,
        affinity: [
          ['r1', 'a', 1],
          ['r1', 'a', 2],
        ],
      },
      ['/affinity/1 repeated'],
    ],
    ['une matrice d’une autre taille', { ...two, affinity: [[1, 2, 3, 4]] }, ['/affinity/0 bad-affinity']],
    ['un verrou en conflit', { ...two, conflicts: [['r1', 'a']], locks: [['r1', 'a']] }, ['/locks/0 lock-in-conflict']],
    [
      'des verrous de trop',
      {
        ...two,
        locks: [
          ['r1', 'a'],
          ['r2', 'a'],
        ],
      },
      ['/locks/1 locks-above-demand'],
    ],
    [
      'plusieurs fautes à la fois',
      { reviewers: [{ id: 'r1', maxLoad: -1 }], candidacies: [{ id: 'a', reviewers: 0 }] },
      ['/reviewers/0/maxLoad too_small', '/candidacies/0/reviewers too_small'],
    ],
  ])('est refusé pour %s', (_, input, expected) => {
    expect(faultsOf(input)).toEqual(expected);
  });
});

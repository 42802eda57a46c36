import { marketOf } from './columns.js';
import { coverBound } from './cover-bound.js';
import { coversOf } from './covers.js';
import { readProblem } from './input.js';
import { restOf } from './rest.js';
import { unitOf } from './unit.js';

/** One reviewer whom all want, at 5, and others at 1. */
function market(candidacies: number, room: number) {
  const { problem } = readProblem({
    reviewers: [{ id: 'star', maxLoad: room }, ...['a', 'b', 'c'].map((id) => ({ id, maxLoad: candidacies }))],
    candidacies: Array.from({ length: candidacies }, (_, c) => ({ id: `c${c}`, reviewers: 2 })),
    affinity: [5, 1, 1, 1].map((score) => Array.from({ length: candidacies }, () => score)),
  });
  return marketOf(restOf(problem), unitOf(problem.affinity));
}

describe('Ce qu’il faut à une candidature pour atteindre un plancher', () => {
  it.each([
    [2, []],
    [3, [{ c: 0, score: 5, least: 1 }]],
    [6, [{ c: 0, score: 5, least: 1 }]],
  ])('de %i', (floor, expected) => {
    const one = market(1, 1);
    expect(coversOf(one, one.columns.flat(), floor).filter(({ score }) => score > 1)).toEqual(expected);
  });
});

describe('La borne des plus recherchés', () => {
  it.each([
    ['un relecteur recherché qui suffit à toutes', market(3, 3), 6],
    ['un relecteur recherché qui ne suffit pas à toutes', market(3, 2), 2],
  ])('pour %s', (_, asked, expected) => {
    expect(coverBound(asked, 2, 6)).toBe(expected);
  });
});

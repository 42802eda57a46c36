import type { CandidacyId } from '@rebond/kernel';
import type { DecisionListId } from './decision-list.js';
import { nextInLine, ranked, requireFree, type Waiting } from './waiting-list.js';

const LIST = 'list' as DecisionListId;
const waiting = (name: string, score: number | null, place: number, change: Partial<Waiting> = {}): Waiting => ({
  candidacyId: name as CandidacyId,
  territory: name,
  version: 3,
  score,
  since: Temporal.Instant.from('2023-03-15T10:00:00Z'),
  place,
  listId: null,
  ...change,
});
const earlier = { since: Temporal.Instant.from('2023-03-01T10:00:00Z') };

describe('the rank on a waiting list', () => {
  it.each([
    ['by the reviews first', [waiting('b', 62, 0), waiting('a', 71, 1)], 'a b'],
    ['then by the announcement that put them there', [waiting('b', 62, 0), waiting('a', 62, 5, earlier)], 'a b'],
    ['then by their place in its list', [waiting('b', null, 4), waiting('a', null, 2)], 'a b'],
    ['those without a review last', [waiting('b', null, 0), waiting('a', 0, 1)], 'a b'],
  ])('%s', (_, list, expected) => {
    expect(
      ranked(list)
        .map(({ territory }) => territory)
        .join(' '),
    ).toBe(expected);
  });
});

it('who is next is the first that no open list decides of', () => {
  const [first, second] = [waiting('a', 80, 0, { listId: LIST }), waiting('b', 70, 1)];
  expect(nextInLine([second, first]).territory).toBe('b');
  expect(() => nextInLine([first])).toThrow('Plus aucune candidature');
  expect(() => nextInLine([])).toThrow('Plus aucune candidature');
});

it('a place is given once', () => {
  expect(() => requireFree({ answeredBy: null })).not.toThrow();
  expect(() => requireFree({ answeredBy: LIST })).toThrow('donne déjà la place');
});

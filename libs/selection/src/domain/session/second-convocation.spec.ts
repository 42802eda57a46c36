import type { CandidacyId } from '@rebond/kernel';
import { itemsToReconvene, itemsWithoutQuorum, type DealtItem } from './second-convocation.js';
import type { ItemId } from './session.js';

const item = (id: string, more: Partial<DealtItem> = {}): DealtItem => ({
  id: id as ItemId,
  candidacyId: `case-${id}` as CandidacyId,
  lackedQuorum: false,
  isDecided: false,
  ...more,
});
const lacking = { lackedQuorum: true };
const notes = item('notes', { candidacyId: null });

describe('Une seconde convocation', () => {
  it.each([
    [
      'reprend tout l’ordre du jour d’une séance qui n’a pas siégé',
      'inquorate',
      [notes, item('a'), item('b')],
      'notes a b',
    ],
    ['ne reprend que les points restés sans quorum', 'approved', [notes, item('a', lacking), item('b')], 'a'],
    [
      'ne reprend pas un point décidé depuis',
      'approved',
      [item('a', { ...lacking, isDecided: true }), item('b', lacking)],
      'b',
    ],
  ] as const)('%s', (_, status, items, expected) => {
    expect(itemsToReconvene(status, items).map((one) => one.id)).toEqual(expected.split(' '));
  });

  it.each([
    ['quand le quorum y était', 'approved', [notes, item('a'), item('b', { isDecided: true })]],
    ['sans candidature à examiner', 'inquorate', [notes]],
  ] as const)('ne se fait pas %s', (_, status, items) => {
    expect(() => itemsToReconvene(status, items)).toThrow(
      expect.objectContaining({ code: 'quorum-was-there' }) as Error,
    );
  });
});

describe('À la levée de la séance', () => {
  it('un point est resté sans quorum s’il n’est pas décidé et que le quorum n’y est pas', () => {
    const items = [notes, item('a'), item('b'), item('c')];
    const reached = new Set(['b', 'notes']);
    const found = itemsWithoutQuorum(items, new Set(['c' as ItemId]), (one) => reached.has(one.id));
    expect(found).toEqual(['a']);
  });
});

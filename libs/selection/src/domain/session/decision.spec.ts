import type { CandidacyId, Cents, PersonDays, WaveId } from '@rebond/kernel';
import {
  leftOf,
  promisedBy,
  rankedBy,
  requireDecision,
  whatIf,
  type DecisionFrame,
  type ProvisionalDecision,
} from './decision.js';
import type { ItemId } from './session.js';

const quorum = { composition: 4, present: 2, represented: 1, required: 2, isReached: true };
const frame: DecisionFrame = { criteria: [{ key: 'needs' }, { key: 'leverage' }], countsVotes: true, quorum };
const selection: ProvisionalDecision = {
  itemId: 'item' as ItemId,
  candidacyId: 'case' as CandidacyId,
  caseVersion: 2,
  outcome: 'select',
  nextWaveId: null,
  envelopeCents: 150_000_000 as Cents,
  personDays: 100 as PersonDays,
  criteria: ['needs'],
  reason: '',
  votes: { for: 2, against: 0, abstention: 1 },
};
const rejection = { ...selection, outcome: 'reject' as const, envelopeCents: null, personDays: null };

describe('Une décision de séance', () => {
  it.each([
    ['une sélection avec ses montants', selection],
    ['un rejet motivé', { ...rejection, reason: 'Besoins non établis.' }],
    ['un report nommé', { ...rejection, outcome: 'defer' as const, nextWaveId: 'june' as WaveId }],
    ['à égalité de voix, la présidence emporte', { ...selection, votes: { for: 1, against: 1, abstention: 1 } }],
  ])('se prend : %s', (_, decision) => {
    expect(() => requireDecision(decision, frame)).not.toThrow();
  });

  it.each([
    ['sans critère', { criteria: [] }, '/criteria criterion-required'],
    ['par un critère d’une autre grille', { criteria: ['beauty'] }, '/criteria unknown-criterion'],
    ['de rejeter sans motif', rejection, '/reason reason-required'],
    ['de reporter sans relève', { ...rejection, outcome: 'defer' as const }, '/nextWaveId next-wave-required'],
    ['d’une enveloppe sans sélection', { outcome: 'waitlist' as const }, '/envelopeEur award-needs-selection'],
    ['sans les voix', { votes: null }, '/votes votes-required'],
    ['avec des voix de trop', { votes: { for: 4, against: 0, abstention: 0 } }, '/votes votes-do-not-add-up'],
    ['contre la majorité', { votes: { for: 1, against: 2, abstention: 0 } }, '/votes no-majority'],
  ])('ne se prend pas %s', (_, more, expected) => {
    try {
      requireDecision({ ...selection, ...more }, frame);
      throw new Error('accepted');
    } catch (error) {
      const { faults } = error as { faults: readonly { pointer: string; code: string }[] };
      expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(expected);
    }
  });

  it('ne se prend pas sans quorum', () => {
    expect(() => requireDecision(selection, { ...frame, quorum: { ...quorum, isReached: false } })).toThrow(
      expect.objectContaining({ code: 'no-quorum' }) as Error,
    );
  });
});

describe('Les crédits', () => {
  it('les sélections provisoires les entament, les autres issues non', () => {
    const sum = promisedBy([selection, rejection, { ...selection, envelopeCents: null, personDays: null }]);
    expect(sum).toEqual({ envelopeCents: 150_000_000, personDays: 100 });
    expect(leftOf({ envelopeCents: 200_000_000, personDays: 150 }, sum, sum)).toEqual({
      envelopeCents: -100_000_000,
      personDays: -50,
    });
  });

  it('ce qu’il en resterait, à sélectionner dans l’ordre du classement', () => {
    const left = { envelopeCents: 400_000_000, personDays: 250 };
    const assumed = { envelopeCents: 200_000_000, personDays: 100 };
    expect(whatIf(left, [selection, null, rejection, null], assumed).map((one) => one.envelopeCents)).toEqual([
      250_000_000, 50_000_000, 50_000_000, -150_000_000,
    ]);
  });

  it('le classement va de la meilleure note à la moindre, puis à ce qui n’en a pas', () => {
    expect(rankedBy([null, 60, 80, null, 80])).toEqual([2, 4, 1, 0, 3]);
  });
});

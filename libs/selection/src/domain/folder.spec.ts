import type { Cents, PersonDays } from '@rebond/kernel';
import { isLaureate, placesOf, tallyOf } from './folder.js';

const line = (outcome: 'select' | 'waitlist' | 'reject', envelopeCents: number | null = null, struck = false) => ({
  outcome,
  envelopeCents: envelopeCents as Cents | null,
  personDays: (outcome === 'select' ? 100 : null) as PersonDays | null,
  struckAt: struck ? Temporal.Instant.from('2023-03-01T09:00:00Z') : null,
});

describe('Les chiffres d’une liste', () => {
  it('comptent chaque décision, et à part ce qui est retiré', () => {
    const lines = [
      line('select', 150_000),
      line('select'),
      line('select', 90_000, true),
      line('waitlist'),
      line('reject'),
    ];
    expect(tallyOf(lines)).toEqual({
      outcomes: { select: 2, waitlist: 1, reject: 1 },
      struck: 1,
      envelopeCents: 150_000,
      personDays: 200,
      withoutEnvelope: 1,
    });
    expect(lines.map(isLaureate)).toEqual([true, true, false, false, false]);
  });

  it('d’aucune ligne sont nuls', () => {
    expect(tallyOf([])).toEqual({
      outcomes: { select: 0, waitlist: 0, reject: 0 },
      struck: 0,
      envelopeCents: 0,
      personDays: 0,
      withoutEnvelope: 0,
    });
  });
});

describe('Le classement', () => {
  it.each([
    [[], []],
    [
      [null, null],
      [null, null],
    ],
    [
      [70, 82.5, null, 70, 60],
      [[2, 4], [1, 4], null, [2, 4], [4, 4]],
    ],
  ])('des notes %j est %j', (scores, places) => {
    expect(placesOf(scores).map((one) => (one === null ? null : [one.rank, one.among]))).toEqual(places);
  });
});

import { RefusedError, formatInstant } from '@rebond/kernel';
import fc from 'fast-check';
import { prolong, proposeWaves } from './waves.js';

const rhythm = { months: [10, 2, 6], day: 1, time: '12:00', zone: 'Europe/Paris' };
const at = (text: string) => Temporal.Instant.from(text);

describe('Les relèves', () => {
  it('viennent tous les quatre mois, à midi heure de Paris, un dimanche compris', () => {
    const waves = proposeWaves(rhythm, Temporal.PlainDate.from('2022-08-01'), 7);
    expect(waves.map(({ cutoffAt }) => cutoffAt.toString())).toEqual([
      '2022-10-01T10:00:00Z',
      '2023-02-01T11:00:00Z',
      '2023-06-01T10:00:00Z',
      '2023-10-01T10:00:00Z', // a Sunday
      '2024-02-01T11:00:00Z',
      '2024-06-01T10:00:00Z',
      '2024-10-01T10:00:00Z',
    ]);
    expect(waves[3]?.date.dayOfWeek).toBe(7);
    expect(waves[1]?.name).toBe('Relève du 1er février 2023');
  });

  it('celle du jour même n’est plus à proposer', () => {
    expect(proposeWaves(rhythm, Temporal.PlainDate.from('2023-02-01'), 1)[0]?.date.toString()).toBe('2023-06-01');
  });

  it('sont toujours croissantes, toutes après le jour donné, au nombre demandé', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 0, max: 4000 }),
        fc.integer({ min: 0, max: 20 }),
        (months, day, days, count) => {
          const after = Temporal.PlainDate.from('2022-01-01').add({ days });
          const dates = proposeWaves({ ...rhythm, months, day }, after, count).map(({ date }) => date);
          expect(dates).toHaveLength(count);
          dates.forEach((date, i) => {
            expect(Temporal.PlainDate.compare(date, dates[i - 1] ?? after)).toBe(1);
          });
        },
      ),
    );
  });
});

describe('Une prolongation', () => {
  const wave = { cutoffAt: at('2023-02-01T11:00:00Z'), frozenAt: null };
  const codeOf = (run: () => unknown) => {
    try {
      run();
      return 'accepted';
    } catch (error) {
      return error instanceof RefusedError ? error.code : error;
    }
  };

  it.each([
    ['plus tard', '2023-02-03T11:00:00Z', '2023-01-31T08:00:00Z', 'accepted'],
    ['après une panne, la clôture passée', '2023-02-03T11:00:00Z', '2023-02-01T15:00:00Z', 'accepted'],
    ['au même instant', '2023-02-01T11:00:00Z', '2023-01-31T08:00:00Z', 'cutoff-not-later'],
    ['plus tôt', '2023-02-01T10:59:59Z', '2023-01-31T08:00:00Z', 'cutoff-not-later'],
    ['à un instant déjà passé', '2023-02-01T12:00:00Z', '2023-02-01T15:00:00Z', 'cutoff-in-the-past'],
  ])('%s', (_what, cutoff, now, expected) => {
    expect(codeOf(() => prolong(wave, at(cutoff), at(now)))).toBe(expected);
  });

  it('n’est plus possible une fois des décisions prises', () => {
    const decided = { ...wave, frozenAt: at('2023-03-01T08:00:00Z') };
    expect(codeOf(() => prolong(decided, at('2023-04-01T08:00:00Z'), at('2023-03-02T08:00:00Z')))).toBe('wave-decided');
  });

  it('garde la clôture d’avant, pour le dire aux candidats', () => {
    const { previousCutoffAt, cutoffAt } = prolong(wave, at('2023-02-03T11:00:00Z'), at('2023-01-31T08:00:00Z'));
    expect([previousCutoffAt, cutoffAt].map((instant) => formatInstant(instant))).toEqual([
      '1er février 2023 à 12:00',
      '3 février 2023 à 12:00',
    ]);
  });
});

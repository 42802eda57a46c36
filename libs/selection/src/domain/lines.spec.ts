import type { CandidacyId, Cents, PersonDays, WaveId } from '@rebond/kernel';
import { changedCases, lineFaults, repeatedLines, type CaseFacts, type DecisionLine, type Frame } from './lines.js';

const february = 'february' as WaveId;
const june = 'june' as WaveId;
const frame: Frame = {
  waveId: february,
  laterWaves: new Set([june]),
  engineering: true,
  envelope: { minCents: 150_000_000, maxCents: 500_000_000 },
};
const ofFebruary: CaseFacts = { waveId: february, deferredTo: null, refusal: null };

const aLine = (over: Partial<DecisionLine>): DecisionLine => ({
  candidacyId: 'ales' as CandidacyId,
  expectedVersion: 3,
  outcome: 'select',
  reasons: [],
  nextWaveId: null,
  envelopeCents: null,
  personDays: null,
  conditions: null,
  ...over,
});
const faults = (line: Partial<DecisionLine>, facts: Partial<CaseFacts> = {}, call: Partial<Frame> = {}) =>
  lineFaults([aLine(line)], { ...frame, ...call }, () => ({ ...ofFebruary, ...facts })).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );

describe('Une ligne de décision', () => {
  it.each<[string, Partial<DecisionLine>, string[]]>([
    ['une sélection sans montant', {}, []],
    ['une sélection dans la fourchette', { envelopeCents: 150_000_000 as Cents, personDays: 100 as PersonDays }, []],
    ['le haut de la fourchette', { envelopeCents: 500_000_000 as Cents }, []],
    ['sous la fourchette', { envelopeCents: 149_999_999 as Cents }, ['/lines/0/envelopeEur envelope-out-of-range']],
    ['au-dessus', { envelopeCents: 500_000_001 as Cents }, ['/lines/0/envelopeEur envelope-out-of-range']],
    ['un rejet motivé', { outcome: 'reject', reasons: ['Territoire non exposé.'] }, []],
    ['un rejet sans motif', { outcome: 'reject' }, ['/lines/0/reasons reason-required']],
    ['une mise en attente', { outcome: 'waitlist' }, []],
    ['un report', { outcome: 'waitlist', nextWaveId: june }, []],
    [
      'un report à la même relève',
      { outcome: 'waitlist', nextWaveId: february },
      ['/lines/0/nextWaveId not-a-later-wave'],
    ],
    ['une sélection reportée', { nextWaveId: june }, ['/lines/0/nextWaveId deferral-needs-waiting-list']],
    [
      'une mise en attente dotée',
      { outcome: 'waitlist', envelopeCents: 200_000_000 as Cents, personDays: 1 as PersonDays, conditions: 'Aucune' },
      ['envelopeEur', 'personDays', 'conditions'].map((member) => `/lines/0/${member} award-needs-selection`),
    ],
  ])('%s', (_, line, expected) => expect(faults(line)).toEqual(expected));

  it("n'accorde pas de jours-hommes dans un appel sans ingénierie", () =>
    expect(faults({ personDays: 10 as PersonDays }, {}, { engineering: false })).toEqual([
      '/lines/0/personDays no-engineering',
    ]));

  it("porte sur un dossier de la relève, ou qu'on y a reporté", () => {
    expect(faults({}, { waveId: june })).toEqual(['/lines/0/candidacyId other-wave']);
    expect(faults({}, { waveId: june, deferredTo: february })).toEqual([]);
  });

  it('porte le refus du dossier lui-même', () => {
    const refusal = { code: 'isAdmissible', reason: "La recevabilité n'a pas été prononcée." };
    expect(lineFaults([aLine({}), aLine({})], frame, () => ({ ...ofFebruary, refusal }))[1]).toEqual({
      pointer: '/lines/1/outcome',
      code: 'isAdmissible',
      detail: refusal.reason,
    });
  });

  it('ne se répète pas dans une liste', () =>
    expect(repeatedLines([aLine({}), aLine({ candidacyId: 'douai' as CandidacyId }), aLine({})])).toMatchObject([
      { pointer: '/lines/2/candidacyId', code: 'repeated-line' },
    ]));

  it('ne vaut que pour la version que le proposant a lue', () =>
    expect(changedCases([aLine({}), aLine({ expectedVersion: 4 })], () => 4)).toEqual([
      { candidacyId: 'ales', expectedVersion: 3, currentVersion: 4 },
    ]));
});

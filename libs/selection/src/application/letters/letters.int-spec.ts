import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadDefinition } from '@rebond/calls';
import type { Candidacy } from '@rebond/candidacies';
import type { CandidacyId, Cents, PersonDays, WaveId } from '@rebond/kernel';
import { Pdf } from '@rebond/platform';

import { describePoppler, expectReadable } from '../../../../../test/support/poppler.js';
import { TRAPS } from '../../../../../test/support/typed-traps.js';
import type { DecisionLine } from '../../domain/lines.js';
import { DECISION_LETTER } from './decision.layout.js';
import type { DecisionCircumstances } from './decision-values.js';
import { letterData, type LetterOfList } from './letter-data.js';

const FILE = join(__dirname, '../../../../../calls/rebond-industriel.yaml');
const definition = loadDefinition(readFileSync(FILE, 'utf8'), 'rebond-industriel.yaml');
const AT = Temporal.Instant.from('2023-02-28T23:00:00Z');
const pdf = new Pdf();
afterAll(() => pdf.onModuleDestroy());

const circumstances: DecisionCircumstances = {
  decidedAt: AT,
  definition,
  candidacy: {
    territory: 'CA Alès Agglomération',
    receiptNumber: 'RB-2023-000012',
    implicitRejectionAt: Temporal.Instant.from('2023-09-20T22:00:00Z'),
  } as Candidacy,
  owed: ['Délibération (CA Alès Agglomération), avant le 2 mai 2023'],
  nextCutoffAt: Temporal.Instant.from('2023-06-01T10:00:00Z'),
  nextWaveName: 'Relève de juin 2023',
};
const line: DecisionLine = {
  candidacyId: 'ales' as CandidacyId,
  expectedVersion: 3,
  outcome: 'select',
  reasons: ['L’exposition n’est pas établie (critère 1).', 'Décret n° 2018-514, article 7.'],
  nextWaveId: null,
  envelopeCents: 150_000_000 as Cents,
  personDays: 100 as PersonDays,
  conditions: 'Un chef de projet à temps plein.',
};
const signed: LetterOfList = {
  number: '2023-004',
  signatory: { title: 'Directrice de cabinet', organisation: 'Ministère chargé de l’Industrie', byDelegation: true },
};

const letter = (over: Partial<DecisionLine> = {}, about: Partial<DecisionCircumstances> = {}, list = signed) =>
  pdf.render(
    DECISION_LETTER,
    letterData({ ...line, ...over }, { ...circumstances, ...about }, 'https://rebond.example/candidatures/1', list),
    AT,
  );

describe('Un courrier de décision', () => {
  it('est le même, octet pour octet, quand il dit la même chose', async () => {
    const [first, other, again] = [await letter(), await letter({ outcome: 'reject' }), await letter()];
    expect(again.equals(first)).toBe(true);
    expect(other.equals(first)).toBe(false);
    const elsewhere = new Pdf();
    const data = letterData(line, circumstances, 'https://rebond.example/candidatures/1', signed);
    expect((await elsewhere.render(DECISION_LETTER, data, AT)).equals(first)).toBe(true);
    await elsewhere.onModuleDestroy();
  });
});

describe('Ce qui est tapé dans un courrier n’est que du texte', () => {
  it.each(TRAPS)('%s', async (_, typed) => {
    for (const outcome of ['select', 'waitlist', 'reject'] as const) {
      const made = await letter(
        { outcome, reasons: [typed, typed], conditions: typed },
        {
          candidacy: { ...circumstances.candidacy, territory: typed.slice(0, 300) },
          nextWaveName: typed.slice(0, 100),
        },
      );
      expect(made.subarray(0, 5).toString()).toBe('%PDF-');
    }
  });
});

describePoppler('Un autre lecteur de PDF y trouve', (read) => {
  const LETTERS: readonly (readonly [string, Parameters<typeof letter>, readonly string[]])[] = [
    [
      'favorable',
      [{}],
      [
        'Décision n° 2023-004',
        '1 500 000,00 €',
        '100 jours-hommes',
        'Un chef de projet à temps plein.',
        'Délibération',
        'par délégation',
      ],
    ],
    [
      'défavorable',
      [{ outcome: 'reject' }],
      [
        'n’est pas établie',
        'Décret n° 2018-514, article 7.',
        'Voies et délais de recours',
        'dans les deux mois',
        'articles R421-1 et R421-5',
        '1er juin 2023',
      ],
    ],
    [
      'd’attente',
      [{ outcome: 'waitlist', nextWaveId: 'june' as WaveId }],
      ["liste d'attente", 'Relève de juin 2023', '21 septembre 2023'],
    ],
    ['en projet', [{}, {}, { number: null, signatory: null }], ['PROJET', 'à attribuer']],
  ];

  it.each(LETTERS)(
    'le courrier %s : étiqueté, en français, avec un titre et tout son texte',
    async (name, given, sentences) => {
      expectReadable(read(name, await letter(...given)), /^Rebond industriel : /, sentences);
    },
  );

  it('ce qui est tapé, lettre pour lettre', async () => {
    const typed = '#panic("non") $x$ *gras* _ital_ ] @a \\ <b>';
    expect(read('piege', await letter({ conditions: typed })).text).toContain(typed);
  });
});

import { RefusedError, type Siren } from '@rebond/kernel';
import { changeBetween, isSamePerimeter, perimeterOf, type AuthorityChoice, type Member } from './perimeter.js';

const [ALES, CAMBRAI, STRADDLING, CEVENNES] = ['200066918', '200068500', '200040277', '200035129'] as [
  Siren,
  Siren,
  Siren,
  Siren,
];

const member = (siren: Siren, departements: string[], regions: string[]): Member => ({
  siren,
  departements,
  regions,
  seatDepartement: departements.length === 1 ? (departements[0] ?? null) : null,
});
const ales = member(ALES, ['30'], ['76']);
const cevennes = member(CEVENNES, ['30', '48'], ['76']);
const cambrai = member(CAMBRAI, ['59'], ['32']);
const straddling = member(STRADDLING, ['27', '28'], ['24', '28']);

const before = (perimeter: Siren[], departement: string, regions: string[]) => ({ perimeter, departement, regions });

describe('the préfet and the Régions of a perimeter', () => {
  it.each([
    ['of one EPCI are those of its communes', [ales], {}, null, '30', ['76']],
    ['of several: the lead’s préfet, every Région', [ales, cambrai], {}, null, '30', ['32', '76']],
    ['are what the lead says', [ales, cambrai], { departement: '59', regions: ['32'] }, null, '59', ['32']],
    [
      'chosen before stay while they are those of a member',
      [ales, cambrai],
      {},
      before([ALES, CAMBRAI, CEVENNES], '59', ['32']),
      '59',
      ['32'],
    ],
    [
      'come back to the lead when the member that they were of left',
      [ales],
      {},
      before([ALES, CAMBRAI], '59', ['32']),
      '30',
      ['76'],
    ],
    ['are joined by those of a newcomer', [ales, cambrai], {}, before([ALES], '30', ['76']), '30', ['32', '76']],
    [
      'stay out when they were left out, whoever else comes',
      [straddling, cevennes],
      { departement: '28' },
      before([STRADDLING], '28', ['28']),
      '28',
      ['28', '76'],
    ],
  ] satisfies [string, Member[], AuthorityChoice, ReturnType<typeof before> | null, string, string[]][])(
    '%s',
    (_, members, choice, standing, departement, regions) => {
      expect(perimeterOf(members, choice, standing)).toEqual({
        perimeter: members.map(({ siren }) => siren),
        departement,
        regions,
      });
    },
  );

  it.each([
    ['a département without a member', [ales], { departement: '59' }, ['/departement']],
    ['a Région without a member', [ales], { regions: ['76', '32'] }, ['/regions/1']],
    ['both', [ales], { departement: '59', regions: ['32'] }, ['/departement', '/regions/0']],
  ])('%s is refused', (_, members, choice, pointers) => {
    const refused = catching(() => perimeterOf(members, choice, null));
    expect(refused).toMatchObject({ code: 'outside-perimeter', faults: pointers.map((pointer) => ({ pointer })) });
  });

  it('of a lead on several départements are for it to say', () => {
    expect(catching(() => perimeterOf([straddling], {}, null)).code).toBe('departement-needed');
    expect(catching(() => perimeterOf([straddling, ales], {}, before([STRADDLING, CAMBRAI], '59', ['32']))).code).toBe(
      'departement-needed',
    );
    expect(perimeterOf([straddling], { departement: '28' }, null).departement).toBe('28');
  });
});

it.each([
  ['nobody', [ALES], [ALES], [], []],
  ['one joins', [ALES], [ALES, CAMBRAI], [CAMBRAI], []],
  ['one leaves', [ALES, CAMBRAI], [ALES], [], [CAMBRAI]],
  ['one for another', [ALES, CAMBRAI], [ALES, CEVENNES], [CEVENNES], [CAMBRAI]],
])('between two perimeters: %s', (_, from, to, joined, left) => {
  expect(changeBetween(from, to)).toEqual({ joined, left });
});

it.each([
  [
    'the same in another order',
    before([ALES, CAMBRAI], '30', ['32', '76']),
    before([CAMBRAI, ALES], '30', ['76', '32']),
    true,
  ],
  ['another préfet', before([ALES, CAMBRAI], '30', ['76']), before([ALES, CAMBRAI], '59', ['76']), false],
  ['a Région less', before([ALES, CAMBRAI], '30', ['32', '76']), before([ALES, CAMBRAI], '30', ['76']), false],
  ['a member more', before([ALES], '30', ['76']), before([ALES, CEVENNES], '30', ['76']), false],
])('%s: the same perimeter, %#', (_, a, b, expected) => {
  expect(isSamePerimeter(a, b)).toBe(expected);
});

function catching(act: () => unknown): RefusedError {
  try {
    act();
  } catch (error) {
    if (error instanceof RefusedError) return error;
  }
  throw new Error('It was not refused');
}

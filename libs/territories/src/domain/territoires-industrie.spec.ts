import { type Fault, type Siren } from '@rebond/kernel';
import { gatherTerritoiresIndustrie, tiRow, type LocatedTiRow, tiVintage } from './territoires-industrie.js';

const ALES = '200066918';
const CEZE = '200035129';
const AURILLAC = '241500230';
const known = new Set([ALES, CEZE, AURILLAC]);

const rowsOf = (...cells: (readonly [id: string, name: string, siren: string])[]): LocatedTiRow[] =>
  cells.map(([id, name, siren], i) => ({
    value: { id_ti: id, lib_ti: name, siren_epci: siren as Siren, nom_epci: `Membre ${siren}` },
    line: i + 2,
    fault: (column, code, detail): Fault => ({ pointer: `liste.csv:${i + 2}:${column}`, code, detail }),
  }));
const gather = (...cells: Parameters<typeof rowsOf>) => gatherTerritoiresIndustrie(rowsOf(...cells), known);

describe("Une liste de Territoires d'industrie", () => {
  it('réunit les membres de chaque territoire, dans son ordre', () => {
    const list = gather(['ti-7601', 'Alès', ALES], ['ti-1501', 'Aurillac', AURILLAC], ['ti-7601', 'Alès', CEZE]);
    expect(list.faults).toEqual([]);
    expect(list.territories).toEqual([
      {
        id: 'ti-7601',
        name: 'Alès',
        members: [
          { siren: ALES, name: `Membre ${ALES}` },
          { siren: CEZE, name: `Membre ${CEZE}` },
        ],
      },
      { id: 'ti-1501', name: 'Aurillac', members: [{ siren: AURILLAC, name: `Membre ${AURILLAC}` }] },
    ]);
  });

  it('admet un membre dans deux territoires', () => {
    expect(gather(['ti-7601', 'Alès', ALES], ['ti-7602', 'Ariège', ALES]).faults).toEqual([]);
  });

  it.each([
    [
      'un membre en double',
      [
        ['ti-7601', 'Alès', ALES],
        ['ti-7601', 'Alès', ALES],
      ],
      'liste.csv:3:siren_epci',
      'duplicate',
      'ligne 2',
    ],
    ['un membre inconnu', [['ti-7601', 'Alès', '123456782']], 'liste.csv:2:siren_epci', 'unknown-siren', '123456782'],
    [
      'un nom qui change',
      [
        ['ti-7601', 'Alès', ALES],
        ['ti-7601', 'Uzès', CEZE],
      ],
      'liste.csv:3:lib_ti',
      'name-differs',
      '« Alès »',
    ],
  ] as const)('refuse %s', (_, cells, pointer, code, told) => {
    expect(gather(...cells).faults).toEqual([{ pointer, code, detail: expect.stringContaining(told) }]);
  });

  it('dit toutes ses fautes à la fois', () => {
    const list = gather(['ti-7601', 'Alès', '123456782'], ['ti-7601', 'Uzès', '123456782']);
    expect(list.faults.map((fault) => fault.code)).toEqual([
      'unknown-siren',
      'name-differs',
      'duplicate',
      'unknown-siren',
    ]);
  });

  it.each([
    ['un SIREN dont la clé est fausse', { siren_epci: '200066919' }],
    ['un SIREN trop court', { siren_epci: '20006691' }],
    ['un identifiant d’une autre forme', { id_ti: '7601' }],
  ])('refuse %s', (_, cell) => {
    const row = { id_ti: 'ti-7601', lib_ti: 'Alès', siren_epci: ALES, nom_epci: 'CA Alès Agglomération' };
    expect(tiRow.safeParse(row).success).toBe(true);
    expect(tiRow.safeParse({ ...row, ...cell }).success).toBe(false);
  });

  it.each([
    ['2018-2023', true],
    ['2023', false],
    ['2023/2027', false],
  ])('de millésime %s : %s', (vintage, accepted) => {
    expect(tiVintage.safeParse(vintage).success).toBe(accepted);
  });
});

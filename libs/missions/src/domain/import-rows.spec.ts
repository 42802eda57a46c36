import { readCsv } from '@rebond/platform';
import { doubledReferences, interviewRow, projectRow } from './import-rows.js';

const projects = (text: string) => readCsv({ name: 'projets.csv', bytes: Buffer.from(text) }, projectRow);
const HEADER = 'reference;company;title;capexEur;jobsPotential;isStructuring';
const row = (capex: string, jobs = '4', structuring = 'oui') =>
  projects(`${HEADER}\nP1;Entreprise;Atelier;${capex};${jobs};${structuring}\n`);

describe('un fichier de projets', () => {
  it.each([
    ['1350000', 135_000_000],
    ['1 350 000', 135_000_000],
    ['1\u202f350\u202f000,50', 135_000_050],
    ['0.05', 5],
    ['4503599627370.49', 450_359_962_737_049],
  ])('lit %s en centimes', (text, expected) => {
    expect(row(text).rows[0]?.value.capexEur).toBe(expected);
  });

  it.each([
    ['-5', 'montant en euros attendu'],
    ['1,234', 'montant en euros attendu'],
    ['douze', 'montant en euros attendu'],
    ['9'.repeat(400), 'dépasse'],
    ['9000000000001', 'dépasse'],
  ])('refuse le montant %.10s à sa place', (text, detail) => {
    expect(row(text).faults).toEqual([
      { pointer: 'projets.csv:2:23', code: 'cell', detail: expect.stringContaining(detail) as string },
    ]);
  });

  it('remplit ce qui manque : aucun emploi prévu, projet recensé, réel', () => {
    expect(row('1').rows[0]?.value).toMatchObject({ jobsPlanned: 0, status: 'identified', invented: false });
  });

  it.each([
    ['Abandonné', 'dropped'],
    ['identifié', 'identified'],
    ['dropped', 'dropped'],
    ['en cours', undefined],
  ])('lit « %s » comme état', (word, status) => {
    const { rows, faults } = projects(`${HEADER};status\nP1;A;B;1;1;non;${word}\n`);
    expect([rows[0]?.value.status, faults.length]).toEqual([status, status ? 0 : 1]);
  });

  it('refuse un nombre d’emplois et un oui ou non illisibles, chacun à sa colonne', () => {
    expect(row('1', '4,5', 'peut-être').faults.map((one) => one.pointer)).toEqual([
      'projets.csv:2:25',
      'projets.csv:2:29',
    ]);
  });

  it('refuse une référence donnée deux fois et dit où elle était', () => {
    const { rows } = projects(`${HEADER}\nP1;A;B;1;1;non\nP2;A;B;1;1;non\nP1;A;B;1;1;non\n`);
    expect(doubledReferences(rows)).toEqual([
      { pointer: 'projets.csv:4:1', code: 'reference-twice', detail: 'référence « P1 » déjà donnée ligne 2.' },
    ]);
  });
});

describe("un fichier d'entretiens", () => {
  it('demande une date et, si le SIREN est donné, un SIREN valide', () => {
    const text = 'reference,company,heldOn,siren\nE1,Entreprise,14/06/2023,123\n';
    const { faults } = readCsv({ name: 'entretiens.csv', bytes: Buffer.from(text) }, interviewRow);
    expect(faults.map((one) => one.pointer)).toEqual(['entretiens.csv:2:15', 'entretiens.csv:2:26']);
  });
});

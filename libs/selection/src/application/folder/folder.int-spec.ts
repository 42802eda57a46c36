import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinition, type Wave } from '@rebond/calls';
import type { Candidacy, Opinion } from '@rebond/candidacies';
import type { CandidacyId, Cents, PersonDays, SeatId, Siren } from '@rebond/kernel';
import { Pdf } from '@rebond/platform';
import { describePoppler, expectReadable } from '../../../../../test/support/poppler.js';
import { TRAPS } from '../../../../../test/support/typed-traps.js';
import type { DecisionListId, Signature, StandingList } from '../../domain/decision-list.js';
import type { ListedLine, Outcome } from '../../domain/lines.js';
import { letterData } from '../letters/letter-data.js';
import { actedAt, folderData } from './folder-data.js';
import type { FolderFacts, FolderLine } from './folder-facts.js';
import { FOLDER } from './folder.layout.js';

const FILE = join(__dirname, '../../../../../calls/rebond-industriel.yaml');
const definition = loadDefinition(readFileSync(FILE, 'utf8'), 'rebond-industriel.yaml');
const AT = Temporal.Instant.from('2023-02-28T23:00:00Z');
const pdf = new Pdf();
afterAll(() => pdf.onModuleDestroy());

const PLACES = [
  ['CA Alès Agglomération', '30', '76'],
  ['CA de Cambrai et CC du Caudrésis et du Catésis', '59', '32'],
  ['CC des Collines du Perche Normand', '61', '28'],
  ['CA Morlaix Communauté', '29', '53'],
  ['CA du Douaisis', '59', '32'],
  ['CA Ardenne Métropole', '08', '44'],
  ['CA de La Rochelle', '17', '75'],
  ['CA Territoire de la Côte Ouest', '974', '04'],
  ['EPT Plaine Commune', '93', '11'],
] as const;
const OUTCOMES: readonly Outcome[] = ['select', 'select', 'waitlist', 'select', 'reject'];
const areas = {
  departements: new Map([
    ['30', 'Gard'],
    ['59', 'Nord'],
    ['61', 'Orne'],
    ['29', 'Finistère'],
    ['08', 'Ardennes'],
    ['17', 'Charente-Maritime'],
    ['974', 'La Réunion'],
    ['93', 'Seine-Saint-Denis'],
  ]),
  regions: new Map([
    ['76', 'Occitanie'],
    ['32', 'Hauts-de-France'],
    ['28', 'Normandie'],
    ['53', 'Bretagne'],
    ['44', 'Grand Est'],
    ['75', 'Nouvelle-Aquitaine'],
    ['04', 'La Réunion'],
    ['11', 'Île-de-France'],
  ]),
  regionOf: new Map(PLACES.map(([, departement, region]) => [departement, region])),
};
const signed = (seat: string, at = AT): Signature => ({
  seatId: seat as SeatId,
  personId: 'someone' as Signature['personId'],
  onBehalfOf: null,
  at,
});
const proposal: StandingList = {
  id: 'list' as DecisionListId,
  waveId: 'february' as StandingList['waveId'],
  title: 'Relève de février 2023',
  status: 'proposed',
  version: 1,
  size: 0,
  proposed: signed('director'),
  validated: null,
  number: null,
  contentHash: null,
  announceAt: null,
  announcedAt: null,
  withdrawnAt: null,
  cancelledAt: null,
  replaces: null,
};
const frozen: StandingList = {
  ...proposal,
  status: 'validated',
  number: { year: 2023, n: 4 },
  validated: signed('minister', AT.add({ hours: 48 })),
  contentHash: 'c0ffee'.repeat(10),
};

const opinion = (stance: 'favourable' | 'reserved' | null, text: string | null): Opinion => ({
  id: 'o',
  candidacyId: 'x' as CandidacyId,
  key: 'prefet',
  label: 'Avis du préfet de département',
  question: 'Votre avis ?',
  mandatory: true,
  organisation: { id: 'org' as never, name: 'Préfecture du Gard' },
  adviser: null,
  askedAt: AT,
  dueAt: AT,
  given: stance === null ? null : { at: AT, stance, text, signed: 'X' },
});

/** A line of the n-th place. */
function aLine(n: number, typed: string | null = null): FolderLine {
  const [name, departement, region] = PLACES[n % PLACES.length] ?? PLACES[0];
  const outcome = OUTCOMES[n % OUTCOMES.length] ?? 'select';
  const id = `case-${String(n)}` as CandidacyId;
  const siren = '200066918' as Siren;
  const line: ListedLine = {
    candidacyId: id,
    expectedVersion: 3,
    outcome,
    reasons: [typed ?? 'L’exposition du territoire aux mutations est établie (critère 1).'],
    nextWaveId: null,
    envelopeCents: outcome === 'select' ? (150_000_000 as Cents) : null,
    personDays: outcome === 'select' ? (100 as PersonDays) : null,
    conditions: outcome === 'select' ? (typed ?? 'Un chef de projet à temps plein avant la fin de l’année.') : null,
    struckAt: null,
  };
  const territory = typed ?? name;
  return {
    line,
    candidacy: {
      id,
      territory: territory.slice(0, 300),
      receiptNumber: `RB-2023-${String(n).padStart(6, '0')}`,
      departement,
      regions: [region],
      leadSiren: siren,
      perimeter: [siren],
      implicitRejectionAt: AT,
    } as unknown as Candidacy,
    members: [
      {
        ...{ siren, name: territory.slice(0, 200), kind: 'epci', nature: 'CA', departements: [departement] },
        ...{ regions: [region], population: 135_747, seatDepartement: departement },
      },
    ],
    rating: n % 4 === 3 ? null : { mean: 50 + ((n * 7) % 45), reviews: 3, least: 41, most: 96 },
    place: n % 4 === 3 ? null : { rank: n + 1, among: 9 },
    opinions: [opinion('reserved', typed ?? 'Sous réserve du foncier.\nL’État accompagnera.'), opinion(null, null)],
    differences:
      n === 1
        ? [
            {
              candidacyId: id,
              version: 2,
              by: signed('minister'),
              before: { ...line, outcome: 'reject' },
              reason: typed ?? 'Un projet structurant s’y ajoute.',
            },
          ]
        : [],
  };
}

function someFacts(count: number, list: StandingList, typed: string | null = null): FolderFacts {
  const lines = Array.from({ length: count }, (_, n) => aLine(n, typed));
  const number = list.number === null ? null : '2023-004';
  const signatory =
    number === null ? null : { title: 'Ministre', organisation: 'Ministère de l’Industrie', byDelegation: false };
  return {
    list: { ...list, title: typed ?? list.title, size: count },
    wave: { name: 'Relève de février 2023' } as Wave,
    definition,
    areas,
    lines,
    titles: new Map([
      ['director' as SeatId, { title: 'Directrice de programme', organisation: 'Industrie' }],
      ['minister' as SeatId, { title: 'Ministre', organisation: 'Industrie' }],
    ]),
    credits: {
      given: { envelopeCents: 9_000_000_000, personDays: 5_000 },
      byOtherLists: { envelopeCents: 1_250_000_000, personDays: 700 },
    },
    letters: lines.map(({ line, candidacy }) => ({
      candidacyId: line.candidacyId,
      draft: {
        ...{ candidacyId: line.candidacyId, dataSha256: '', at: AT },
        data: letterData(
          line,
          {
            ...{ decidedAt: AT, candidacy, definition, nextCutoffAt: null, nextWaveName: null },
            owed: ['Délibération, avant le 2 mai 2023'],
          },
          'https://rebond.example/candidatures/1',
          { number, signatory },
        ),
      },
      sha256: number === null ? null : 'ab'.repeat(32),
      isOutdated: false,
    })),
  };
}

const made = (facts: FolderFacts): Promise<Buffer> => pdf.renderLong(FOLDER, folderData(facts), actedAt(facts));

describe('Le dossier du ministre', () => {
  it('est le même, octet pour octet, quand il dit la même chose', async () => {
    const [first, other, again] = [
      await made(someFacts(5, frozen)),
      await made(someFacts(4, frozen)),
      await made(someFacts(5, frozen)),
    ];
    expect(again.equals(first)).toBe(true);
    expect(other.equals(first)).toBe(false);
  });

  it('d’une liste sans lauréat se fait aussi', async () => {
    const facts = someFacts(0, proposal);
    expect((await made({ ...facts, credits: null })).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('Ce qui est tapé dans un dossier n’est que du texte', () => {
  it.each(TRAPS)('%s', async (_, typed) => {
    expect((await made(someFacts(5, frozen, typed))).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describePoppler('Un autre lecteur de PDF trouve dans le dossier', (read) => {
  it('un document étiqueté, en français, avec son titre, ses signets et toutes ses parties', async () => {
    const found = read('arretee', await made(someFacts(PLACES.length, frozen)));
    expectReadable(found, /^Dossier du ministre – Relève de février 2023$/, [
      'Décision n° 2023-004',
      'SOUS EMBARGO',
      'Les chiffres',
      'Restent après cette liste',
      '68 500 000,00 €',
      'La carte des lauréats',
      'CA Morlaix Communauté',
      'Un projet structurant s’y ajoute.',
      'Les fiches des lauréats',
      '135 747 habitants',
      'Favorable avec réserves',
      'Les courriers à signer',
      'ab'.repeat(32),
      'Objet : Rebond industriel',
      'Page 21 sur 21',
    ]);
    for (const tag of ['H2', 'H3', 'Table', 'TH', 'Figure', 'TOCI']) expect(found.struct).toContain(tag);
    expect(found.raw).toContain('/Outlines');
    expect(found.text).not.toContain('PROJET');
  });

  it('une carte qui se lit aussi sans la voir', async () => {
    const { struct, raw } = read('carte', await made(someFacts(PLACES.length, frozen)));
    expect(struct).toContain('Figure');
    const said = 'Carte de France par département\u00a0: 6 lauréats dans 6 départements.';
    expect(raw).toContain(`/Alt <FEFF${Buffer.from(said, 'utf16le').swap16().toString('hex').toUpperCase()}`);
  });

  it('ce qui est tapé, lettre pour lettre, partout où il est cité', async () => {
    const typed = '#panic("non") $x$ *gras* _ital_ ] @a \\ <b>';
    expect(read('piege', await made(someFacts(2, frozen, typed))).text.split(typed).length).toBeGreaterThan(10);
  });

  it('ce qu’il est : un projet tant que rien n’est validé, plus d’embargo une fois annoncé', async () => {
    const draft = read('projet', await made(someFacts(4, proposal))).text;
    expect(draft).toContain('PROJET – SOUS EMBARGO');
    expect(draft).toContain('PROJET – ce courrier n’engage pas');
    const facts = someFacts(4, { ...frozen, status: 'announced', announcedAt: AT.add({ hours: 72 }) });
    const letters = facts.letters.map((one) => ({ ...one, draft: null }));
    const sent = read('annoncee', await made({ ...facts, letters })).text;
    expect(sent).toContain('Les courriers notifiés');
    expect(sent).not.toMatch(/EMBARGO|PROJET|Objet :/);
  });
});

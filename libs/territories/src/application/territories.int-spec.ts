import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import type { Siren } from '@rebond/kernel';
import { PlatformModule, readConfig, SYSTEM, Transactions } from '@rebond/platform';
import { describeIf } from '../../../../test/support/skip.js';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { TEST_SECRET_KEYS } from '../../../../test/support/secret-keys.js';
import { TerritoriesModule } from '../territories.module.js';
import { BY_NAME } from './search/search.js';
import { Territories } from './territories.js';

const ALES = '200066918' as Siren;
const CAMBRAI = '200068500' as Siren;
const CAUDRESIS = '200030633' as Siren;
const DEUX_RIVES = '248200016' as Siren;
const NOBODY = '123456782' as Siren;

let database: TestDatabase;
let app: INestApplicationContext;
let territories: Territories;
let transactions: Transactions;

const reading = <T>(work: Parameters<typeof Transactions.prototype.run<T>>[1]): Promise<T> =>
  transactions.run(SYSTEM, work);
const search = (query: string, limit = 20) => reading((tx) => territories.search(tx, query, limit));

beforeAll(async () => {
  database = await testDatabase();
  const config = readConfig({
    DATABASE_URL: database.appUrl,
    SMTP_URL: 'smtp://127.0.0.1:25',
    FILES_DIR: '/nowhere',
    SECRET_KEYS: TEST_SECRET_KEYS,
  });
  @Module({})
  class Rooms {}
  const module = { module: Rooms, imports: [PlatformModule.forRoot(config, 'test'), TerritoriesModule] };
  app = await NestFactory.createApplicationContext(module, { logger: false });
  territories = app.get(Territories);
  transactions = app.get(Transactions);
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('the administrative map', () => {
  it('loads a whole vintage', async () => {
    const loaded = await reading((tx) => territories.load(tx));
    expect(loaded).toEqual({ vintage: 2026, bodies: 1266, communes: 34_969 });
  });

  it('loads the same vintage again in place of the first', async () => {
    expect(await reading((tx) => territories.load(tx))).toMatchObject({ bodies: 1266 });
  });

  it('knows the bodies of a perimeter, in the order asked', async () => {
    const bodies = await reading((tx) => territories.requirePerimeter(tx, [CAUDRESIS, CAMBRAI]));
    expect(bodies).toMatchObject([
      { siren: CAUDRESIS, kind: 'epci', departements: ['59'], regions: ['32'], seatDepartement: '59' },
      { siren: CAMBRAI, name: 'CA de Cambrai', kind: 'epci', population: 80_469 },
    ]);
  });

  it('leaves the seat of a body on three départements for a person to say', async () => {
    const bodies = await reading((tx) => territories.bodies(tx, [DEUX_RIVES]));
    expect(bodies.get(DEUX_RIVES)).toMatchObject({
      departements: ['32', '47', '82'],
      regions: ['75', '76'],
      seatDepartement: null,
    });
  });

  it('refuses a perimeter with an unknown SIREN and names it', async () => {
    await expect(reading((tx) => territories.requirePerimeter(tx, [ALES, NOBODY]))).rejects.toMatchObject({
      code: 'unknown-siren',
      faults: [{ pointer: '/perimeter/1', code: 'unknown-siren', detail: expect.stringContaining(NOBODY) }],
      facts: { sirens: [NOBODY] },
    });
  });

  it('gives the communes of a body by name, as French sorts them', async () => {
    const names = (await reading((tx) => territories.communes(tx, ALES))).map((commune) => commune.name);
    expect(names).toHaveLength(71);
    expect(names).toEqual(names.toSorted(new Intl.Collator('fr').compare));
  });
});

describe('the search', () => {
  it.each(['epinal', 'Épinal', 'ÉPINAL', 'epin'])('finds Épinal by « %s »', async (query) => {
    const names = (await search(query)).map((found) => found.name);
    expect(names).toEqual(expect.arrayContaining(["CA d'Epinal", 'Épinal']));
  });

  it('finds an intermunicipal body by one of its communes and says which', async () => {
    expect(await search('saint christol lez')).toContainEqual(
      expect.objectContaining({ siren: ALES, via: 'Saint-Christol-lez-Alès' }),
    );
  });

  it.each(['200066918', '200 066 918', '2000669'])('finds a body by its SIREN « %s »', async (query) => {
    expect(await search(query)).toContainEqual(expect.objectContaining({ siren: ALES, via: null }));
  });

  it('puts bodies before communes and stops at the limit', async () => {
    const kinds = (await search('saint', 500)).map((found) => found.kind);
    expect(kinds).toHaveLength(20);
    expect(kinds.at(0)).toBe('epci');
  });

  it.each(["'", '&|!', ':*', "a' | b", '%', '12'])('takes « %s » as text, never as a query', async (query) => {
    await expect(search(query)).resolves.toBeInstanceOf(Array);
  });
});

describe('the search, as the application reads under row-level security', () => {
  it('reads communes by their index', async () => {
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('analyze territories.commune; analyze territories.body');
    await owner.end();
    const application = new Client({ connectionString: database.appUrl });
    await application.connect();
    const text = BY_NAME.text.replaceAll('$1', "'epinal:*'").replaceAll('$2', '20');
    const { rows } = await application.query<{ 'QUERY PLAN': string }>(`explain ${text}`);
    await application.end();
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Bitmap Index Scan on commune_search');
    expect(plan).not.toContain('Seq Scan on commune');
  });
});

const root = join(__dirname, '../../../..');
const importing = (vintage: string, path: string, bytes: Buffer = readFileSync(path)) =>
  reading((tx) => territories.importTerritoiresIndustrie(tx, vintage, { name: 'liste.csv', bytes }));
const fixture = (name: string): string => join(root, 'test/fixtures/territories', name);
const listsOf = (siren: string) => reading((tx) => territories.territoiresIndustrie(tx, siren as Siren));

describe("the lists of Territoires d'industrie", () => {
  it('keep an identifier that two vintages use for two territories apart', async () => {
    expect(await importing('2018-2023', fixture('ti-2018-2023.csv'))).toMatchObject({ territories: 2, members: 3 });
    expect(await importing('2023-2027', fixture('ti-2023-2027.csv'))).toMatchObject({ territories: 5, members: 6 });
    expect(await listsOf(ALES)).toEqual([
      { vintage: '2018-2023', id: 'ti-7602', name: "Bassin d'Alès" },
      { vintage: '2023-2027', id: 'ti-7601', name: 'Alès' },
    ]);
  });

  it('have Paris-area bodies and single communes among their members', async () => {
    expect(await listsOf('200057990')).toMatchObject([{ id: 'ti-1101' }]);
    expect(await listsOf('212306708')).toMatchObject([{ id: 'ti-7506' }]);
  });

  it('are imported again in place of the same vintage', async () => {
    const shorter = 'id_ti,lib_ti,siren_epci,nom_epci,type_epci\nti-7601,Alès,200066918,CA Alès Agglomération,CA\n';
    expect(await importing('2023-2027', '', Buffer.from(shorter))).toMatchObject({ territories: 1, members: 1 });
    expect(await listsOf('200057990')).toEqual([]);
    expect(await listsOf(ALES)).toHaveLength(2);
  });

  it('are imported whole or not at all, with every fault at its line and column', async () => {
    const before = await listsOf(ALES);
    const faulty = [
      'id_ti,lib_ti,siren_epci,nom_epci,type_epci',
      'ti-7601,Autre nom,200066918,CA Alès Agglomération,CA',
      'ti-7601,Autre nom,200066918,CA Alès Agglomération,CA',
      'ti-7603,Nulle part,123456782,CC de Nulle Part,CC',
      'ti-7604,Faux,200066919,CA Alès Agglomération,CA',
      '7605,,200035129,CC de Cèze Cévennes,CC',
    ].join('\n');
    await expect(importing('2023-2027', '', Buffer.from(faulty))).rejects.toMatchObject({
      code: 'file-refused',
      faults: [
        { pointer: 'liste.csv:3:19', code: 'duplicate' },
        { pointer: 'liste.csv:4:20', code: 'unknown-siren' },
        { pointer: 'liste.csv:5:14', code: 'cell' },
        { pointer: 'liste.csv:6:1', code: 'cell' },
        { pointer: 'liste.csv:6:6', code: 'cell' },
      ],
    });
    expect(await listsOf(ALES)).toEqual(before);
  });

  it.each([
    ['another encoding', Buffer.from('id_ti,lib_ti\nti-7601,Alès\n', 'latin1'), ['liste.csv:2:11'], 'not-utf8'],
    ['columns missing', Buffer.from('id_ti,lib_ti,nom_epci\nti-7601,Alès,CA\n'), ['liste.csv:1:1'], 'missing-column'],
    ['a header alone', Buffer.from('id_ti,lib_ti,siren_epci,nom_epci\n'), ['liste.csv:1:1'], 'empty'],
  ])('are refused with %s', async (_, bytes, pointers, code) => {
    const refused = await importing('2023-2027', '', bytes).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'file-refused', faults: pointers.map((pointer) => ({ pointer, code })) });
  });

  it('are refused under a vintage that is none', async () => {
    await expect(importing('2023', fixture('ti-2023-2027.csv'))).rejects.toMatchObject({ code: 'vintage' });
  });
});

const published = join(root, '../shared/data');
describeIf(
  existsSync(published),
  'REQUIRE_SHARED',
  'the published lists are not beside the repository',
  'the published lists',
  () => {
    it.each([
      ['2018-2023', 'ti_2018_2023_epci.csv', { territories: 149, members: 588 }],
      ['2023-2027', 'ti_2023_2027_epci.csv', { territories: 183, members: 641 }],
    ])('of %s are imported whole', async (vintage, name, count) => {
      expect(await importing(vintage, join(published, name))).toMatchObject(count);
    });

    it('know that Blois is in none', async () => {
      expect(await listsOf('200030385')).toEqual([]);
    });
  },
);

import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Siren } from '@rebond/kernel';
import { PlatformModule, readConfig, SYSTEM, Transactions } from '@rebond/platform';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { TerritoriesModule } from '../territories.module.js';
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
  const config = readConfig({ DATABASE_URL: database.appUrl, SMTP_URL: 'smtp://127.0.0.1:25', FILES_DIR: '/nowhere' });
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
  it('loads a whole vintage within three seconds', async () => {
    const began = performance.now();
    const loaded = await reading((tx) => territories.load(tx));
    expect(performance.now() - began).toBeLessThan(3000);
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

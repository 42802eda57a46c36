import { join } from 'node:path';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { ImportTerritoiresIndustrieCommand } from './import-ti.command.js';
import { LoadTerritoriesCommand } from './load.command.js';

const list = join(__dirname, '../../../../test/fixtures/territories/ti-2023-2027.csv');
const environment = process.env;
let database: TestDatabase;
let said: string[];

const importing = (file: string) => new ImportTerritoiresIndustrieCommand().run([file], { vintage: '2023-2027' });

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => {
  process.env = { ...environment, DATABASE_URL: database.appUrl };
  said = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});
afterAll(() => database.drop());

describe('rebond territories, rebond import territoires-industrie', () => {
  it('asks for the map before a list', async () => {
    await expect(importing(list)).rejects.toMatchObject({ code: 'no-territories' });
  });

  it('loads the installed vintage, then a list', async () => {
    await new LoadTerritoriesCommand().run([], {});
    await importing(list);
    expect(said).toEqual([
      'Millésime 2026 : 1266 groupements, 34969 communes.',
      "Liste 2023-2027 : 5 Territoires d'industrie, 6 membres.",
    ]);
  });

  it('leaves the import in the audit log', async () => {
    const judge = new Client({ connectionString: database.superuserUrl });
    await judge.connect();
    const { rows } = await judge.query<{ action: string }>('select action from platform.audit_entry');
    await judge.end();
    expect(rows).toEqual([{ action: 'territories.list-imported' }]);
  });

  it.each([
    ['a file that is not there', () => importing('/nowhere.csv'), 'file-unreadable'],
    ['a vintage that is not installed', () => new LoadTerritoriesCommand().run([], { vintage: 2023 }), 'vintage'],
    ['files without their vintage', () => new LoadTerritoriesCommand().run([], { folder: '/' }), 'vintage'],
  ])('refuses %s', async (_, verb, code) => {
    await expect(verb()).rejects.toMatchObject({ code });
  });
});

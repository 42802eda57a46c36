import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { CheckCallCommand } from './check.command.js';
import { ProposeWavesCommand } from './propose.command.js';
import { PublishCallCommand } from './publish.command.js';

const REBOND = join(__dirname, '../../../../calls/rebond-industriel.yaml');
const FRICHES = join(__dirname, '../../../../test/fixtures/definitions/atelier-des-friches.yaml');
const environment = process.env;
const folder = mkdtempSync(join(tmpdir(), 'rebond-calls-'));
let database: TestDatabase;
let said: string[];

const publish = (file: string) => new PublishCallCommand().run([file]);
const check = (file: string) => new CheckCallCommand().run([file]);
const written = (name: string, content: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => {
  process.env = { ...environment, DATABASE_URL: database.appUrl };
  said = [];
  for (const stream of ['error', 'log'] as const)
    jest.spyOn(console, stream).mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

describe('rebond call, rebond wave', () => {
  it('vérifie une définition sans base', async () => {
    process.env = {};
    await check(FRICHES);
    expect(said).toEqual([expect.stringMatching(/définition correcte de « atelier-des-friches », \d+ rubriques/)]);
  });

  it('publie, et dit d’un contenu identique qu’il n’y a rien à publier', async () => {
    await publish(REBOND);
    await publish(written('relu.yaml', `# relu\n${readFileSync(REBOND, 'utf8')}`));
    expect(said).toEqual([
      expect.stringMatching(/^Appel « rebond-industriel » : version 1 publiée \(SHA-256 [0-9a-f]{64}\)\.$/),
      'Appel « rebond-industriel » : contenu identique à la version 1, rien à publier.',
    ]);
  });

  it('l’inscrit au journal, au nom du système', async () => {
    const judge = new Client({ connectionString: database.superuserUrl });
    await judge.connect();
    const { rows } = await judge.query<{ action: string; canonical: string }>(
      "select action, canonical from platform.audit_entry where stream like 'call:%'",
    );
    await judge.end();
    expect(rows.map(({ action, canonical }) => [action, (JSON.parse(canonical) as { role: string }).role])).toEqual([
      ['call.published', 'system'],
    ]);
  });

  it.each([
    ['vérifier', check],
    ['publier', publish],
  ])('refuse de %s une définition fautive : fichier, ligne, colonne et raison', async (_, verb) => {
    const file = written('faute.yaml', readFileSync(FRICHES, 'utf8').replace(/^title: .*$/m, 'titel: Friches'));
    const line = readFileSync(file, 'utf8').split('\n').indexOf('titel: Friches') + 1;
    await expect(verb(file)).rejects.toMatchObject({
      code: 'bad-definition',
      faults: expect.arrayContaining([
        { pointer: `${file}:${line}:8`, code: expect.any(String), detail: expect.stringContaining('titel') },
      ]),
    });
  });

  it.each([
    ['un fichier absent', () => publish('/nulle/part.yaml'), 'file-unreadable'],
    [
      'un fichier d’un autre codage',
      () => publish(written('latin1.yaml', Buffer.from('slug: é', 'latin1'))),
      'not-utf8',
    ],
    ['un appel inconnu', () => new ProposeWavesCommand().run([], { call: 'inconnu' }), 'absent'],
    ['une date illisible', () => new ProposeWavesCommand().run([], { call: 'x', after: 'demain' }), 'invalid-input'],
  ])('refuse %s', async (_, verb, code) => {
    await expect(verb()).rejects.toMatchObject({ code });
  });

  it('propose les prochaines relèves', async () => {
    await new ProposeWavesCommand().run([], { call: 'rebond-industriel', after: '2022-08-01', count: '2' });
    expect(said).toEqual([
      '2022-10-01T10:00:00Z\tRelève du 1er octobre 2022, clôture le 1er octobre 2022 à 12:00 (heure de Paris)',
      '2023-02-01T11:00:00Z\tRelève du 1er février 2023, clôture le 1er février 2023 à 12:00 (heure de Paris)',
    ]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Api, api } from '../../../../test/support/api.js';
import { HeldClock } from '../../../../test/support/clock.js';
import { type TestDatabase, testDatabase } from '../../../../test/support/database.js';
import { seatOf } from '../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';

const REBOND = readFileSync(join(__dirname, '../../../../calls/rebond-industriel.yaml'), 'utf8');
const FRICHES = readFileSync(join(__dirname, '../../../../test/fixtures/definitions/atelier-des-friches.yaml'), 'utf8');
const lineOf = (source: string, text: string): number => source.slice(0, source.indexOf(text)).split('\n').length;

describe('Publier un appel', () => {
  let database: TestDatabase;
  let server: TestServer;
  let office: Api;
  let anyone: Api;
  let owner: Client;

  beforeAll(async () => {
    database = await testDatabase();
    server = await startServer({ database, clock: new HeldClock('2022-08-01T08:00:00Z') });
    office = api(server.url, (await seatOf(database, { role: 'programme_director' })).token);
    anyone = api(server.url);
    owner = new Client({ connectionString: database.superuserUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await server.stop();
    await database.drop();
  });

  it('rend publique la version 1, avec sa définition', async () => {
    const published = await office.post('/api/calls', { source: REBOND, file: 'rebond-industriel.yaml' });
    expect(published).toMatchObject({ status: 201, body: { slug: 'rebond-industriel', version: 1, isNew: true } });
    const read = await anyone.get('/api/calls/rebond-industriel');
    expect(read).toMatchObject({
      status: 200,
      body: {
        slug: 'rebond-industriel',
        title: 'Rebond industriel',
        version: 1,
        publishedAt: '2022-08-01T08:00:00Z',
        versions: [{ version: 1, digest: published.body.digest }],
        definition: { amounts: { engineering: { personDays: 100 } }, waves: { months: [10, 2, 6] } },
      },
    });
    expect(await anyone.get('/api/calls')).toMatchObject({
      status: 200,
      body: { items: [{ slug: 'rebond-industriel', version: 1 }], next: null },
    });
  });

  it('du même contenu ne fait rien, et le dit', async () => {
    const again = await office.post('/api/calls', { source: `# relu\n${REBOND}` });
    expect(again).toMatchObject({ status: 200, body: { version: 1, isNew: false } });
  });

  it('d’un texte changé fait une version de plus, l’ancienne restant lisible', async () => {
    const changed = REBOND.replace('title: Rebond industriel', 'title: Rebond industriel 2');
    expect(await office.post('/api/calls', { source: changed })).toMatchObject({
      status: 201,
      body: { version: 2, isNew: true },
    });
    const titles = await Promise.all(
      ['', '?version=1', '?version=2'].map((query) =>
        anyone.get<{ definition: { title: string } }>(`/api/calls/rebond-industriel${query}`),
      ),
    );
    expect(titles.map(({ body }) => body.definition.title)).toEqual([
      'Rebond industriel 2',
      'Rebond industriel',
      'Rebond industriel 2',
    ]);
    expect((await anyone.get('/api/calls/rebond-industriel?version=3')).status).toBe(404);
  });

  it('d’une clé qui change de sens est refusé à sa ligne, même après une version qui l’avait retirée', async () => {
    const before = '      - key: territoryName\n';
    const extra = (type: string) =>
      `      - key: extra\n        type: ${type}\n        label: En plus\n        requirement: optional\n`;
    const withExtra = (type: string) => REBOND.replace(before, `${extra(type)}${before}`);
    expect((await office.post('/api/calls', { source: withExtra('date') })).body.version).toBe(3);
    expect((await office.post('/api/calls', { source: REBOND })).body.version).toBe(4);
    const refused = await office.post('/api/calls', { source: withExtra('yesNo'), file: 'v5.yaml' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'changed-meaning', file: 'v5.yaml' } });
    expect(refused.body.errors).toEqual([
      expect.objectContaining({
        pointer: `v5.yaml:${lineOf(REBOND, before)}:14`,
        detail: expect.stringContaining('« extra »'),
      }),
    ]);
  });

  it('d’une définition fautive est refusé, chaque faute avec son fichier, sa ligne et sa raison', async () => {
    const broken = REBOND.replace('day: 1\n', 'day: 31\n').replace('personDays: 100', 'personDays: beaucoup');
    const refused = await office.post<{ errors: { pointer: string }[] }>('/api/calls', {
      source: broken,
      file: 'faute.yaml',
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'bad-definition' } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.body.errors.map(({ pointer }) => pointer)).toEqual([
      expect.stringMatching(new RegExp(`^faute\\.yaml:${lineOf(broken, 'day: 31')}:\\d+$`)),
      expect.stringMatching(new RegExp(`^faute\\.yaml:${lineOf(broken, 'personDays: beaucoup')}:\\d+$`)),
    ]);
    expect((await anyone.get('/api/calls/rebond-industriel')).body.version).toBe(4);
  });

  it('à deux en même temps donne deux versions qui se suivent', async () => {
    const one = FRICHES.replace(/^title: .*$/m, 'title: Un');
    const two = FRICHES.replace(/^title: .*$/m, 'title: Deux');
    const answers = await Promise.all([one, two].map((source) => office.post('/api/calls', { source })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers.map(({ body }) => body.version as number).sort()).toEqual([1, 2]);
  });

  it('ne se corrige ni ne s’efface dans la base, pas même par son propriétaire', async () => {
    for (const sql of [
      "update calls.definition set source = ''",
      'delete from calls.definition',
      'truncate calls.definition cascade',
    ])
      await expect(owner.query(sql)).rejects.toThrow('calls.definition is append-only');
  });

  it('s’inscrit au journal, au nom du siège', async () => {
    const { rows } = await owner.query<{ action: string; seat_id: string | null; canonical: string }>(
      "select action, seat_id, canonical from platform.audit_entry where stream like 'call:%' order by at, stream, seq",
    );
    expect(rows).toHaveLength(6);
    expect(rows.every(({ action, seat_id }) => action === 'call.published' && seat_id !== null)).toBe(true);
    expect(rows.some(({ canonical }) => canonical.includes('"slug":"rebond-industriel"'))).toBe(true);
  });

  it('est réservé à la direction du programme', async () => {
    const territory = api(server.url, (await seatOf(database, { role: 'epci_lead' })).token);
    expect(await territory.post('/api/calls', { source: REBOND })).toMatchObject({ status: 403 });
    expect(await anyone.post('/api/calls', { source: REBOND })).toMatchObject({ status: 401 });
  });

  it('refuse un champ inconnu', async () => {
    expect(await office.post('/api/calls', { source: REBOND, slug: 'autre' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/slug', code: 'unknown-field' }] },
    });
  });

  it('ne dit rien d’un appel qui n’existe pas', async () => {
    expect((await anyone.get('/api/calls/inconnu')).status).toBe(404);
    expect((await anyone.get('/api/calls/inconnu/proposed-waves')).status).toBe(404);
  });
});

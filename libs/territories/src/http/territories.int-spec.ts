import { api, type Api } from '../../../../test/support/api.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { mappedDatabase } from '../../../../test/support/mapped-database.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';

let database: TestDatabase;
let server: TestServer;
let anyone: Api;

beforeAll(async () => {
  database = await mappedDatabase();
  server = await startServer({ database });
  anyone = api(server.url);
});

afterAll(async () => {
  await server.stop();
  await database.drop();
});

describe('GET /api/territories', () => {
  it('answers anyone, whatever the accents', async () => {
    const { status, body } = await anyone.get('/api/territories?q=epinal');
    expect(status).toBe(200);
    expect(body.items).toContainEqual(expect.objectContaining({ name: 'Épinal', kind: 'commune', via: null }));
    expect(await anyone.get(`/api/territories?q=${encodeURIComponent('Épinal')}`)).toMatchObject({ body });
  });

  it.each(['', '?q=a', '?q=ales&limit=0', '?q=ales&limit=21', '?q=ales&sort=name'])(
    'refuses « %s » and says why',
    async (query) => {
      const { status, body } = await anyone.get(`/api/territories${query}`);
      expect(status).toBe(422);
      expect(body.errors).not.toHaveLength(0);
    },
  );
});

describe('GET /api/territories/:siren', () => {
  it('gives a body with its communes', async () => {
    const { status, body } = await anyone.get('/api/territories/200066918');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      siren: '200066918',
      name: 'CA Alès Agglomération',
      kind: 'epci',
      departements: ['30'],
      regions: ['76'],
      seatDepartement: '30',
      territoiresIndustrie: [],
    });
    expect(body.communes).toHaveLength(71);
  });

  it.each(['123456782', '20006691', 'ales', '%00'])('does not know « %s »', async (siren) => {
    expect(await anyone.get(`/api/territories/${siren}`)).toMatchObject({ status: 404, body: { code: 'absent' } });
  });
});

import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { api } from '../../../../test/support/api.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';
import { CreateTokenCommand } from './create-token.command.js';

const environment = process.env;
const director = { director: 'Camille Exemple', email: 'direction@rebond.example' };
let database: TestDatabase;
let server: TestServer;
let told: string[];

beforeAll(async () => {
  database = await testDatabase();
  server = await startServer({ database });
});
beforeEach(() => {
  process.env = { ...environment, DATABASE_URL: database.appUrl, LOG_LEVEL: 'silent' };
  told = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line));
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const create = (options: Parameters<CreateTokenCommand['run']>[1]) => new CreateTokenCommand().run([], options);

it('seats the first director, whose token then opens the API', async () => {
  await create(director);
  const me = await api(server.url, told[0] ?? '').get('/api/me');
  expect(me).toMatchObject({ status: 200, body: { role: 'programme_director' } });
});

it('gives a seat another token', async () => {
  await create({ ...director, email: 'autre@rebond.example' });
  const me = await api(server.url, told[0] ?? '').get('/api/me');
  await create({ seat: me.body.seatId, days: '1', label: 'export' });
  expect((await api(server.url, told[1] ?? '').get('/api/me')).body.seatId).toBe(me.body.seatId);
});

it.each([
  ['nobody', {}],
  ['a seat and a director at once', { ...director, seat: '01a00000-0000-7000-8000-000000000000' }],
  ['a director without address', { director: 'Camille Exemple' }],
])('refuses a token for %s', async (_, options) => {
  await expect(create(options)).rejects.toMatchObject({ code: 'token-for-whom' });
});

it('refuses a seat that nobody holds, an address that is none, a length of life that is none', async () => {
  await expect(create({ seat: '01a00000-0000-7000-8000-000000000000' })).rejects.toMatchObject({
    code: 'unknown-seat',
  });
  await expect(create({ ...director, email: 'direction' })).rejects.toMatchObject({ code: 'bad-email' });
  await expect(create({ ...director, days: 'toujours' })).rejects.toMatchObject({ code: 'invalid-input' });
});

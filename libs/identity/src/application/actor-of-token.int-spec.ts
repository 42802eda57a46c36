import { Client } from 'pg';

import { api } from '../../../../test/support/api.js';
import { HeldClock } from '../../../../test/support/clock.js';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { seatOf } from '../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';

let database: TestDatabase;
let server: TestServer;
let judge: Client;
const clock = new HeldClock('2023-01-10T09:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  server = await startServer({ database, clock });
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
});
afterAll(async () => {
  await judge.end();
  await server.stop();
  await database.drop();
});
beforeEach(() => clock.set('2023-01-10T09:00:00Z'));

const me = async (token: string): Promise<number> => (await api(server.url, token).get('/api/me')).status;

describe('a token', () => {
  it('speaks for its seat', async () => {
    const seat = await seatOf(database, { role: 'bdt_officer' });
    const { body } = await api(server.url, seat.token).get('/api/me');
    expect(body).toEqual({
      role: 'bdt_officer',
      seatId: seat.seatId,
      personId: seat.personId,
      organisationId: seat.organisationId,
    });
  });

  it('is kept as a hash only', async () => {
    const { token } = await seatOf(database, { role: 'bdt_officer' });
    const { rows } = await judge.query<{ text: string }>('select t::text as text from identity.token t');
    expect(rows.some(({ text }) => text.includes(token) || text.includes(token.slice(4)))).toBe(false);
  });

  it('is good until the instant it expires', async () => {
    const office = api(server.url, (await seatOf(database, { role: 'programme_director' })).token);
    const { seatId } = await seatOf(database, { role: 'auditor' });
    const { status, body } = await office.post(`/api/seats/${seatId}/tokens`, { label: 'audit', days: 1 });
    expect({ status, body }).toMatchObject({ status: 201, body: { expiresAt: '2023-01-11T09:00:00Z' } });
    clock.set('2023-01-11T08:59:59.999Z');
    expect(await me(body.token)).toBe(200);
    clock.set('2023-01-11T09:00:00Z');
    expect(await me(body.token)).toBe(401);
  });

  it('is refused from the moment it is revoked, and cannot be revoked twice', async () => {
    const office = api(server.url, (await seatOf(database, { role: 'programme_director' })).token);
    const { seatId } = await seatOf(database, { role: 'auditor' });
    const { body } = await office.post(`/api/seats/${seatId}/tokens`, { label: 'audit' });
    expect(await me(body.token)).toBe(200);
    expect((await office.post(`/api/tokens/${body.id}/revocation`)).status).toBe(201);
    expect(await me(body.token)).toBe(401);
    expect((await office.post(`/api/tokens/${body.id}/revocation`)).status).toBe(404);
  });

  it('ends with the person’s time in the seat', async () => {
    const { seatId, token } = await seatOf(database, { role: 'auditor' });
    expect(await me(token)).toBe(200);
    await judge.query('update identity.holding set until_at = $2 where seat_id = $1', [seatId, '2023-01-10T09:00:00Z']);
    expect(await me(token)).toBe(401);
  });

  it.each(['', 'Bearer', 'Bearer x', 'Basic cmViOm9uZA==', "Bearer ' or 1=1 --aaaaaaaaaaaaaaaaaaaaa"])(
    'is not guessed from « %s »',
    async (authorization) => {
      const { status, body } = await api(server.url).get('/api/me', { headers: { authorization } });
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'bad-token' });
    },
  );
});

describe('the registry', () => {
  it('makes no seat in an organisation that is not registered', async () => {
    const office = api(server.url, (await seatOf(database, { role: 'programme_director' })).token);
    const answer = await office.post('/api/seats', {
      organisationId: '0190a000-0000-7000-8000-000000000000',
      role: 'auditor',
      title: 'Contrôle',
      holder: { name: 'Titulaire', email: 'titulaire@test.example' },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown-organisation' } });
    const { rows } = await judge.query(`select 1 from identity.person where email = 'titulaire@test.example'`);
    expect(rows).toHaveLength(0);
  });
});

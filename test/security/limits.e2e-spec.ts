import { api, type Answer } from '../support/api.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { Browser } from '../support/page-browser.js';
import { seatOf } from '../support/seats.js';
import { startServer, type TestServer } from '../support/server.js';

const LIMIT = 30;

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await startServer({
    database,
    variables: { RATE_LIMIT_SEAT: String(LIMIT), RATE_LIMIT_ADDRESS: String(LIMIT), BEHIND_PROXY: 'true' },
  });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

/** Asks until it is refused; what was refused is told, and how many were not. */
async function until(refused: (answer: Answer) => boolean, ask: () => Promise<Answer>): Promise<[Answer, number]> {
  for (let passed = 0; passed < 3 * LIMIT; passed += 1) {
    const answer = await ask();
    if (refused(answer)) return [answer, passed];
  }
  throw new Error('Nothing was refused');
}
const isTooMany = ({ status }: Answer): boolean => status === 429;

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

it('a seat that asks too much waits, and is told in seconds; another seat at the same address does not', async () => {
  const [hasty, calm] = [await seatOf(database, { role: 'auditor' }), await seatOf(database, { role: 'auditor' })];
  const ask = () => api(server.url, hasty.token).get('/api/me', from('192.0.2.1'));
  const [refused, passed] = await until(isTooMany, ask);
  expect(passed).toBeGreaterThanOrEqual(LIMIT);
  expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(refused.body).toMatchObject({ status: 429, code: 'too-many-requests', retryAfterSeconds: expect.any(Number) });
  expect(refused.headers.get('retry-after')).toBe(String(refused.body.retryAfterSeconds));
  expect((await api(server.url, calm.token).get('/api/me', from('192.0.2.1'))).status).toBe(200);
});

it('who is not signed in counts by the address of the network, guessed tokens included', async () => {
  const guess = () =>
    api(server.url, 'rbd_0123456789012345678901234567890123456789012').get('/api/me', from('192.0.2.2'));
  const [, passed] = await until(isTooMany, guess);
  expect(passed).toBeGreaterThanOrEqual(LIMIT);
  expect((await api(server.url).get('/api/me', from('192.0.2.2'))).status).toBe(429);
  expect((await api(server.url).get('/api/me', from('192.0.2.3'))).status).toBe(200);
  const page = await new Browser(server.url, { 'x-forwarded-for': '192.0.2.2' }).get('/connexion');
  expect(page.status).toBe(429);
  expect(page.text).toContain('recommencez dans');
});

it('a balancer’s question about health is always answered', async () => {
  await until(isTooMany, () => api(server.url).get('/api/me', from('192.0.2.4')));
  expect((await api(server.url).get('/health/live', from('192.0.2.4'))).status).toBe(200);
});

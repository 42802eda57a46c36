import type { Clock } from '@rebond/kernel';
import { Health } from '@rebond/platform';

import { api } from '../support/api.js';
import { HeldClock } from '../support/clock.js';
import { emptyTestDatabase, testDatabase, type TestDatabase } from '../support/database.js';
import { startServer } from '../support/server.js';

/** The machine's clock, this many milliseconds ahead. */
const ahead = (milliseconds: number): Clock => ({
  now: () => Temporal.Now.instant().add({ milliseconds }),
  refresh: () => Promise.resolve(),
});

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

async function readinessWith(clock: Clock): Promise<{ status: number; body: unknown }> {
  const server = await startServer({ database, clock, variables: { CLOCK: 'system' } });
  const { status, body } = await api(server.url).get('/health/ready');
  await server.stop();
  return { status, body };
}

describe('the server is ready', () => {
  it('when its clock and PostgreSQL’s agree', async () => {
    expect(await readinessWith(ahead(0))).toEqual({
      status: 200,
      body: { ready: true, checks: { database: 'ok', clocks: 'ok' } },
    });
  });

  it.each([5_000, -5_000, 200, -200])('not when they are %i ms apart', async (milliseconds) => {
    expect(await readinessWith(ahead(milliseconds))).toEqual({
      status: 503,
      body: { ready: false, checks: { database: 'ok', clocks: expect.stringMatching(/^\d+ ms apart$/) } },
    });
  });

  it('not while it closes; it still answers that it lives', async () => {
    const server = await startServer({ database });
    server.app.get(Health).close();
    const { status, body } = await api(server.url).get('/health/ready');
    expect({ status, body }).toEqual({ status: 503, body: { ready: false, checks: { process: 'closing' } } });
    expect((await api(server.url).get('/health/live')).status).toBe(200);
    await server.stop();
  });

  it('not on a database without the product’s tables', async () => {
    const empty = await emptyTestDatabase();
    const server = await startServer({ database: empty });
    const { status, body } = await api(server.url).get('/health/ready');
    expect({ status, body }).toMatchObject({ status: 503, body: { ready: false } });
    await server.stop();
    await empty.drop();
  });
});

it('the first page says that the clock is simulated, and what it shows', async () => {
  const clock = new HeldClock('2023-02-01T12:00+01:00[Europe/Paris]');
  const server = await startServer({ database, clock });
  try {
    const html = await (await fetch(server.url)).text();
    expect(html).toMatch(/horloge simulée\s: nous sommes le 1er février 2023 à 12:00/);
  } finally {
    await server.stop();
  }
});

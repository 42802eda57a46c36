import { setTimeout as pause } from 'node:timers/promises';
import type { Siren } from '@rebond/kernel';
import { verifyAudit } from '@rebond/platform';
import { Client } from 'pg';
import {
  admitted,
  draftsOf,
  openWave,
  submitted,
  type PreparedCase,
} from '../../../../test/concurrency/prepared-cases.js';
import { declared } from '../../../../test/support/declare.js';
import { api, type Api } from '../../../../test/support/api.js';
import { HeldClock } from '../../../../test/support/clock.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { mappedDatabase } from '../../../../test/support/mapped-database.js';
import { startProductWorker } from '../../../../test/support/product-worker.js';
import { seatOf } from '../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';
import type { TestWorker } from '../../../../test/support/worker.js';

/** Every French EPCI of the data package; the Métropole de Lyon, which stands among them, is a collectivity of its own. */
const ALL = 1_254;
const LYON = '200046977';
const ANNOUNCED_WITHIN_MS = 10_000;
const OUTCOMES = ['select', 'waitlist', 'reject'];

const clock = new HeldClock('2023-01-10T09:00+01:00[Europe/Paris]');
const opened = new AsyncDisposableStack();
let database: TestDatabase;
let judge: Client;
let server: TestServer;
let worker: TestWorker;
let minister: Api;
let cases: readonly PreparedCase[];
let list: string;

const rows = async (sql: string, values: unknown[] = []) =>
  (await judge.query<Record<string, unknown>>(sql, values)).rows;
const act = (verb: string, ifMatch: number) =>
  minister.post(`/api/decision-lists/${list}/${verb}`, undefined, { ifMatch });

beforeAll(async () => {
  database = await mappedDatabase();
  opened.defer(() => database.drop());
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  opened.defer(() => judge.end());
  server = await startServer({ database, clock });
  opened.defer(() => server.stop());
  worker = await startProductWorker({ database, clock });
  opened.defer(() => worker.stop());
  const seat = async (role: 'programme_director' | 'minister_office'): Promise<Api> =>
    api(server.url, (await seatOf(database, { role })).token);
  const office = await seat('programme_director');
  minister = await seat('minister_office');
  const wave = await openWave(office, {
    name: 'Toutes',
    opensAt: '2022-10-01T12:00:00+02:00',
    cutoffAt: '2023-02-01T12:00:00+01:00',
  });
  const bodies = await rows(
    `select distinct siren from territories.body where kind = 'epci' and siren <> $1 order by siren`,
    [LYON],
  );
  expect(bodies).toHaveLength(ALL);
  cases = await draftsOf(
    database,
    wave,
    bodies.map(({ siren }) => siren as Siren),
  );
  const at = Temporal.Instant.from('2023-01-20T10:00:00Z');
  await submitted(database, wave, cases, at);
  await admitted(database, cases, at);
  clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
  await declared(wave.id, office);
  const proposed = await office.post('/api/decision-lists', {
    waveId: wave.id,
    title: 'Toutes les intercommunalités',
    lines: cases.map(({ id }, n) => ({
      candidacyId: id,
      expectedVersion: 3,
      outcome: OUTCOMES[n % 3],
      reasons: n % 3 === 0 ? [] : ['Exposition non établie (critère 1).', 'Décret n° 2018-514, article 7.'],
    })),
  });
  if (proposed.status !== 201) throw new Error(JSON.stringify(proposed.body));
  list = proposed.body.id as string;
}, 240_000);
afterAll(() => opened.disposeAsync(), 60_000);

describe('Une liste de toutes les intercommunalités de France', () => {
  it('s’arrête avec une lettre par dossier, sans que le serveur cesse de répondre', async () => {
    const waits: number[] = [];
    const alive = setInterval(() => {
      const asked = performance.now();
      void fetch(`${server.url}/health/live`).then(() => waits.push(performance.now() - asked));
    }, 100);
    const started = performance.now();
    const validated = await act('validation', 1);
    const seconds = (performance.now() - started) / 1000;
    clearInterval(alive);
    expect(validated.status).toBe(200);
    const [letters] = await rows('select count(*)::int as n from selection.letter where list_id = $1', [list]);
    expect(letters).toEqual({ n: cases.length });
    console.info(
      `${String(cases.length)} letters in ${seconds.toFixed(1)} s; slowest answer ${Math.max(...waits).toFixed(0)} ms`,
    );
    expect(Math.max(...waits)).toBeLessThan(2_000);
  }, 120_000);

  it('s’annonce d’un seul coup en moins de dix secondes : états, journal, messages, puis un courriel chacun', async () => {
    const started = performance.now();
    const announced = await act('announcement', 2);
    const took = performance.now() - started;
    expect(announced.status).toBe(200);
    console.info(`${String(cases.length)} cases announced in ${(took / 1000).toFixed(1)} s`);
    expect(took).toBeLessThan(ANNOUNCED_WITHIN_MS);
    const n = Math.ceil(cases.length / 3);
    const states = await rows(
      `select state, count(*)::int as n from candidacies.candidacy where id = any ($1::uuid[]) group by state order by state`,
      [cases.map(({ id }) => id)],
    );
    expect(states).toEqual([
      { state: 'rejected', n: Math.floor(cases.length / 3) },
      { state: 'selected', n },
      { state: 'waitlisted', n: cases.length - n - Math.floor(cases.length / 3) },
    ]);
    while (worker.inbox.mails.length < cases.length) await pause(250);
    await pause(1_000);
    expect(worker.inbox.mails).toHaveLength(cases.length);
    expect(new Set(worker.inbox.mails.map(({ recipients }) => recipients[0])).size).toBe(cases.length);
    const documents = await rows(
      `select count(*)::int as n from candidacies.document where nature = 'decision-letter'`,
    );
    expect(documents).toEqual([{ n: cases.length }]);
  }, 180_000);

  it('laisse un journal dont chaque chaîne se vérifie', async () => {
    expect((await verifyAudit(database.superuserUrl)).faults).toEqual([]);
  }, 60_000);
});

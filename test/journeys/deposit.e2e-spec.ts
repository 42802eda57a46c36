import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadDefinition } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import type { Siren } from '@rebond/kernel';
import { statement, SYSTEM } from '@rebond/platform';
import { TerritoriesModule } from '@rebond/territories';
import { fillForm } from '../../apps/cli/src/demo/fill-form.js';
import { api } from '../support/api.js';
import { HeldClock } from '../support/clock.js';
import type { TestDatabase } from '../support/database.js';
import { mappedDatabase } from '../support/mapped-database.js';
import { seatOf } from '../support/seats.js';
import { startServer, type TestServer } from '../support/server.js';
import { startWorker, type TestWorker } from '../support/worker.js';

const FILE = join(__dirname, '../../calls/rebond-industriel.yaml');
const ALES = '200066918' as Siren;

const ADD_DOCUMENT = statement(
  'test_add_document',
  `insert into candidacies.document (id, candidacy_id, filename, media_type, size_bytes, sha256, uploaded_at)
   values ($1, $2, 'piece', $3, 10, repeat('0', 64), $4)`,
);

let database: TestDatabase;
let server: TestServer;
let worker: TestWorker;
const clock = new HeldClock('2023-01-10T09:00+01:00[Europe/Paris]');

beforeAll(async () => {
  database = await mappedDatabase();
  server = await startServer({ database, clock });
  worker = await startWorker({
    database,
    clock,
    modules: [TerritoriesModule, CandidaciesModule, CandidaciesJobsModule],
  });
});

afterAll(async () => {
  await worker.stop();
  await server.stop();
  await database.drop();
});

it('a territory deposits before the cut-off and has its receipt by the API and by mail', async () => {
  const source = readFileSync(FILE, 'utf8');
  const definition = loadDefinition(source, 'rebond-industriel.yaml');
  const office = api(server.url, (await seatOf(database, { role: 'programme_director' })).token);
  const lead = await seatOf(database, { role: 'epci_lead', organisation: { siren: ALES } });
  const territory = api(server.url, lead.token);
  expect((await office.post('/api/calls', { source, file: 'rebond-industriel.yaml' })).status).toBe(201);
  const wave = await office.post('/api/waves', {
    call: 'rebond-industriel',
    opensAt: '2022-10-01T12:00:00+02:00',
    cutoffAt: '2023-02-01T12:00:00+01:00',
  });
  expect(wave.status).toBe(201);

  const draft = await territory.post('/api/candidacies', { waveId: wave.body.id, lead: ALES });
  expect(draft.body).toMatchObject({ version: 1 });
  const id = draft.body.id;

  const early = await territory.post(`/api/candidacies/${id}/deposit`, {}, { ifMatch: 1 });
  expect(early).toMatchObject({ status: 422, body: { code: 'nothingBlockingIsMissing' } });
  expect(early.body.errors.length).toBeGreaterThan(10);

  const answers = await fillForm({
    definition,
    lead: ALES,
    perimeter: [ALES],
    newId: randomUUID,
    upload: async (field) => {
      const document = randomUUID();
      const mediaType = field.accept[0] ?? 'application/pdf';
      await worker.transactions.run(SYSTEM, (tx) =>
        tx.query(ADD_DOCUMENT, [document, id, mediaType, tx.at.toString()]),
      );
      return { id: document, facts: { mediaType, sizeBytes: 10, state: 'clean' } };
    },
  });
  const saved = await territory.patch(`/api/candidacies/${id}/answers`, {
    fields: Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, { value, seen: 0 }])),
  });
  expect(saved).toMatchObject({ status: 200 });

  const receipt = await territory.post(`/api/candidacies/${id}/deposit`, {}, { ifMatch: 1 });
  expect(receipt).toMatchObject({
    status: 201,
    body: { state: 'submitted', version: 2, implicitRejectionOn: '2023-09-11' },
  });
  await worker.settled();
  expect(worker.inbox.mails.map((mail) => mail.subject)).toEqual([expect.stringContaining('accusé de réception')]);
});

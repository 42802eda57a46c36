import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinition } from '@rebond/calls';
import type { Siren } from '@rebond/kernel';
import { Cast } from '../../apps/cli/src/demo/cast.js';
import { ApiClient } from '../../apps/cli/src/demo/client.js';
import { declarationAct, decisionActs } from '../../apps/cli/src/demo/decisions.js';
import { fillDraft, openDraft, type Stage, type Territory } from '../../apps/cli/src/demo/play.js';
import { admit, type Played, providePieces } from '../../apps/cli/src/demo/story.js';
import { HeldClock } from '../support/clock.js';
import type { TestDatabase } from '../support/database.js';
import { mappedDatabase } from '../support/mapped-database.js';
import { seatOf } from '../support/seats.js';
import { startServer, type TestServer } from '../support/server.js';
import { startProductWorker } from '../support/product-worker.js';
import type { TestWorker } from '../support/worker.js';

const FILE = join(__dirname, '../fixtures/definitions/atelier-des-friches.yaml');
const MORLAIX: Territory = { lead: '242900835' as Siren, members: [], name: 'Morlaix Communauté' };
const WAVE = '2024-03-15';

let database: TestDatabase;
let server: TestServer;
let worker: TestWorker;
const clock = new HeldClock('2024-02-01T09:00+01:00[Europe/Paris]');

beforeAll(async () => {
  database = await mappedDatabase();
  server = await startServer({ database, clock });
  worker = await startProductWorker({ database, clock });
});

afterAll(async () => {
  await worker.stop();
  await server.stop();
  await database.drop();
});

/** The clock goes to an act's instant, the act is done, and what it sets off is waited for. */
async function perform(acts: ReturnType<typeof decisionActs>): Promise<void> {
  for (const act of acts) {
    clock.set(act.at);
    await act.run();
    await worker.settled();
  }
}

it('plays a call of another shape, without engineering, from deposit to closure, with no code of its own', async () => {
  const source = readFileSync(FILE, 'utf8');
  const definition = loadDefinition(source, 'atelier-des-friches.yaml');
  const { token } = await seatOf(database, { role: 'programme_director' });
  const office = new ApiClient(server.url, token);
  await office.post('/api/calls', { source, file: 'atelier-des-friches.yaml' });
  const { id: waveId } = await office.post<{ id: string }>('/api/waves', {
    call: definition.slug,
    opensAt: { date: '2024-01-15', time: '09:00' },
    cutoffAt: { date: WAVE, time: '17:00' },
  });
  const stage: Stage = { cast: new Cast(server.url, office), definition, waves: new Map([[WAVE, waveId]]) };
  const played: Played = { draft: null };

  const draft = await openDraft(stage, MORLAIX, WAVE);
  played.draft = draft;
  await fillDraft(stage, draft, MORLAIX);
  const receipt = await draft.member.api.act<{ state: string }>(draft.path, 'deposit', {});
  expect(receipt.state).toBe('submitted');
  await worker.settled();
  await providePieces(draft);
  clock.set('2024-03-20T09:00+01:00[Europe/Paris]');
  await perform([declarationAct(stage, WAVE)]);
  await admit(stage, draft);
  await perform(decisionActs(stage, WAVE, '2024-05-02', [{ played, outcome: 'select', envelopeEur: 600_000 }]));

  const { api: officer } = await stage.cast.officer();
  const { version } = await officer.get<{ version: number }>(draft.path);
  const firm = await stage.cast.firm('Cabinet Exemple');
  const engagement = {
    firms: [{ organisationId: firm.organisationId, personDays: 10 }],
    personDays: 10,
    startsOn: '2024-05-10',
  };
  expect(await officer.refusal(`${draft.path}/engagement`, engagement, version)).toBe('callHasEngineering');

  await officer.post(`${draft.path}/envelope/commitments`, {
    commitments: [
      { funder: 'agency', amountEur: 450_000 },
      { funder: 'local', amountEur: 150_000 },
    ],
  });
  await officer.act(draft.path, 'awards', {
    beneficiary: 'Société inventée',
    amountEur: 300_000,
    form: 'grant',
    signedOn: '2024-05-02',
  });
  await worker.settled();
  await office.act(draft.path, 'closure', {});
  await worker.settled();

  expect(await officer.get(draft.path)).toMatchObject({
    state: 'closed',
    receiptNumber: expect.stringMatching(/^RB-2024-/),
  });
  expect(await officer.get(`${draft.path}/envelope`)).toMatchObject({
    envelopeEur: 600_000,
    fundersEur: { agency: 450_000, local: 150_000 },
  });
  expect(worker.inbox.mails.map((mail) => mail.subject)).toEqual([
    'Friche déposée : RB-2024-000001',
    'Votre friche est retenue',
    'Aide accordée',
    'Suivi terminé',
  ]);
});

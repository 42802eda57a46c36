import { randomUUID } from 'node:crypto';
import type { Siren } from '@rebond/kernel';
import { SYSTEM, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { TestWorker } from '../../../../../test/support/worker.js';
import { PlanCaseReminders } from '../reminders/plan-case-reminders.js';
import { TellProlongation } from './tell-prolongation.js';

let journey: CaseJourney;
let worker: TestWorker;

/** Real EPCI, in metropolitan France but the last one, of La Réunion. */
const LEADS = ['200068500', '200044618', '242900835', '200042174', '200030385', '249740119'] as Siren[];

/** Statements that a handler puts to the database for the prolongation of the wave. */
async function statements(handler: OutboxHandler): Promise<number> {
  const message: Message = {
    ...{ id: randomUUID(), stream: 'wave', kind: 'wave.prolonged', candidacyId: null, traceId: 'test' },
    at: journey.clock.now(),
    payload: {
      waveId: journey.february.id,
      previousCutoffAt: '2023-02-01T11:00:00Z',
      cutoffAt: '2023-02-03T11:00:00Z',
      reason: 'Panne.',
    },
  };
  let asked = 0;
  await worker.transactions.run(SYSTEM, (tx) => {
    const query: Tx['query'] = (one, values) => {
      asked += 1;
      return tx.query(one, values);
    };
    return handler.handle({ ...tx, query }, message);
  });
  return asked;
}

async function draft(lead: Siren): Promise<string> {
  const seat = await journey.seat({ role: 'epci_lead', organisation: { siren: lead } });
  await journey.draft(seat, lead);
  await worker.settled();
  return seat.seat.email;
}

beforeAll(async () => {
  journey = await CaseJourney.begin();
  worker = await startProductWorker({ database: journey.database, clock: journey.clock });
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});

it('a prolongation costs as many statements for six candidates as for two', async () => {
  for (const lead of LEADS.slice(0, 2)) await draft(lead);
  const few = [await statements(worker.app.get(TellProlongation)), await statements(worker.app.get(PlanCaseReminders))];
  const addresses: string[] = [];
  for (const lead of LEADS.slice(2)) addresses.push(await draft(lead));
  worker.inbox.clear();
  const many = [
    await statements(worker.app.get(TellProlongation)),
    await statements(worker.app.get(PlanCaseReminders)),
  ];
  expect(many).toEqual(few);
  await worker.settled();
  expect(addresses.map((one) => worker.inbox.to(one).length)).toEqual([1, 1, 1, 1]);
});

it('gives the new cut-off in the territory’s own time too', async () => {
  const { rows } = await journey.judge.query<{ text_body: string }>(
    `select m.text_body from platform.mail m join candidacies.candidacy c on c.id = m.candidacy_id
      where m.kind = 'wave.prolonged' and c.departement = '974'`,
  );
  expect(rows[0]?.text_body).toContain('3 février 2023 à 12:00 (heure de Paris), 3 février 2023 à 15:00 chez vous');
});

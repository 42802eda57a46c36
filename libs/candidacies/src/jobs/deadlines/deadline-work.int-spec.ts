import { setTimeout as pause } from 'node:timers/promises';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import type { Siren } from '@rebond/kernel';
import type { Api } from '../../../../../test/support/api.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { type SmtpSink, startSmtpSink } from '../../../../../test/support/smtp-sink.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

let journey: CaseJourney;
let inbox: SmtpSink;
let workers: TestWorker[];
let lead: Siren;
let territory: Api & { readonly seat: TestSeat };

const go = (at: string) => journey.clock.set(Temporal.ZonedDateTime.from(`${at}[Europe/Paris]`).toInstant());
const stateOf = async (id: string) => (await territory.get(`/api/candidacies/${id}`)).body.state as string;

async function becomes(id: string, state: string): Promise<void> {
  const end = performance.now() + 20_000;
  while ((await stateOf(id)) !== state) {
    if (performance.now() > end) throw new Error(`${await stateOf(id)} instead of ${state}`);
    await pause(25);
  }
}

/** Both workers have had time to look, and all that they owe has left. */
async function calm(): Promise<void> {
  await pause(600);
  await Promise.all(workers.map((worker) => worker.settled()));
}

const entries = async (id: string, action: string): Promise<number> =>
  (
    await journey.judge.query('select 1 from platform.audit_entry where candidacy_id = $1 and action = $2', [
      id,
      action,
    ])
  ).rows.length;
const subjects = () => inbox.to(territory.seat.email).map((mail) => mail.subject);
const pending = async (id: string) =>
  (
    await journey.judge.query(
      `select 1 from reminders.reminder
        where candidacy_id = $1 and fired_at is null and cancelled_at is null and missed_at is null`,
      [id],
    )
  ).rows.length;

/** One lead EPCI per test. */
const LEADS = ['200068500', '200044618', '242900835', '200042174'] as Siren[];

beforeAll(async () => {
  journey = await CaseJourney.begin();
  inbox = await startSmtpSink();
  workers = await Promise.all(
    [1, 2].map(() => startProductWorker({ database: journey.database, clock: journey.clock, inbox })),
  );
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await inbox.stop();
  await journey.end();
});
beforeEach(async () => {
  go('2023-01-20T10:00');
  const siren = LEADS.shift();
  if (!siren) throw new Error('One more lead is needed');
  lead = siren;
  territory = await journey.seat({ role: 'epci_lead', organisation: { siren } });
});

it('a draft expires after the cut-off, once; its territory is told where its answers may serve, and no more reminded', async () => {
  const id = await journey.draft(territory, lead);
  await journey.save(territory, id, { needs: 'Accélérer' });
  go('2023-02-01T11:59:59');
  await calm();
  expect(await stateOf(id)).toBe('draft');
  go('2023-02-01T12:02');
  await becomes(id, 'expired');
  await calm();
  expect(await entries(id, 'candidacy.expired')).toBe(1);
  expect(subjects().filter((one) => one.endsWith('est close'))).toHaveLength(1);
  expect(inbox.to(territory.seat.email).at(-1)?.text).toContain('1er juin 2023 à 12:00');
  expect(await pending(id)).toBe(0);
  expect((await territory.get(`/api/candidacies/${id}/answers`)).body.document).toEqual({ needs: 'Accélérer' });
});

it('silence rejects eight months after the deposit, when that day has ended in Paris, once', async () => {
  const id = await journey.deposited(territory, lead);
  go('2023-09-20T23:59:59.999');
  await calm();
  expect(await stateOf(id)).toBe('submitted');
  go('2023-09-21T00:00');
  await becomes(id, 'rejected');
  await calm();
  expect(await entries(id, 'candidacy.lapsed')).toBe(1);
  expect(subjects().filter((one) => one.includes('rejet implicite'))).toHaveLength(1);
  expect(await pending(id)).toBe(0);
});

it('a wave prolonged before its cut-off keeps its drafts until the new one', async () => {
  const id = await journey.draft(territory, lead);
  const { version } = (await journey.office.get(`/api/waves/${journey.february.id}`)).body;
  await journey.office.post(
    `/api/waves/${journey.february.id}/prolongation`,
    { cutoffAt: '2023-02-08T12:00:00+01:00', reason: 'Panne.' },
    { ifMatch: version as number },
  );
  go('2023-02-01T13:00');
  await calm();
  expect(await stateOf(id)).toBe('draft');
  go('2023-02-08T12:02');
  await becomes(id, 'expired');
});

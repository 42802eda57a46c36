import { ALES, CAMBRAI, CaseJourney, CAUDRESIS } from '../../../../../test/support/case-journey.js';
import type { Siren } from '@rebond/kernel';
import type { Api } from '../../../../../test/support/api.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

let journey: CaseJourney;
let worker: TestWorker;
let lead: Siren;
let territory: Api & { readonly seat: TestSeat };
let office: Api & { readonly seat: TestSeat };

const post = (as: Api, id: string, verb: string, body: unknown, ifMatch: number) =>
  as.post(`/api/candidacies/${id}/${verb}`, body, { ifMatch });

const PLANNED = ['draft-not-deposited', 'piece-owed', 'completion-due', 'implicit-rejection-approaching'];

/** What this room plans for a case: kind, Paris time, in order. */
async function planned(id: string, kinds = PLANNED): Promise<string[]> {
  await worker.settled();
  const { rows } = await journey.judge.query<{ kind: string; at: string }>(
    `select kind, to_char(due_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as at from reminders.reminder
      where candidacy_id = $1 and kind = any ($2::text[])
        and fired_at is null and cancelled_at is null and missed_at is null
      order by due_at`,
    [id, kinds],
  );
  return rows.map((row) => `${row.kind} ${row.at}`);
}

/** Goes to an instant of Paris and gives what a person receives there. */
async function receivedAt(at: string, who: TestSeat): Promise<string[]> {
  await worker.settled();
  worker.inbox.clear();
  journey.clock.set(Temporal.ZonedDateTime.from(`${at}[Europe/Paris]`).toInstant());
  await worker.settled();
  return worker.inbox.to(who.email).map(({ subject, text }) => `${subject}\n${text}`);
}

async function draft(): Promise<string> {
  const { body } = await territory.post('/api/candidacies', {
    waveId: journey.february.id,
    lead,
    members: [CAUDRESIS],
    departement: '59',
  });
  return body.id as string;
}

/** One lead EPCI per test, and its case with Caudrésis-Catésis. */
const LEADS = [
  CAMBRAI,
  '200044618',
  '242900835',
  '200042174',
  '200030385',
  '200068658',
  '200072999',
  '200040277',
] as Siren[];

beforeAll(async () => {
  journey = await CaseJourney.begin();
  worker = await startProductWorker({ database: journey.database, clock: journey.clock });
  office = await journey.seat({ role: 'bdt_officer' });
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});
beforeEach(async () => {
  journey.clock.set('2022-12-01T10:00+01:00[Europe/Paris]');
  const siren = LEADS.shift();
  if (!siren) throw new Error('One more lead is needed');
  lead = siren;
  territory = await journey.seat({ role: 'epci_lead', organisation: { siren } });
});

it('a draft is reminded of the cut-off, of what it misses, to the last working hours; a deposit ends that', async () => {
  const id = await draft();
  expect(await planned(id)).toEqual([
    'draft-not-deposited 2023-01-02 09:00',
    'draft-not-deposited 2023-01-25 09:00',
    'draft-not-deposited 2023-01-31 09:00',
    'draft-not-deposited 2023-02-01 09:00',
  ]);
  expect(await receivedAt('2023-01-02T08:59', territory.seat)).toEqual([]);
  expect(await receivedAt('2023-01-02T09:00', territory.seat)).toEqual([
    expect.stringMatching(
      /votre candidature n'est pas déposée\n[^]*1er février 2023 à 12:00[^]*- « Besoins » est à renseigner/,
    ),
  ]);
  await journey.save(territory, id, { needs: 'Accélérer' });
  await post(territory, id, 'deposit', undefined, 1);
  expect(await planned(id)).toEqual([
    'piece-owed 2023-02-02 09:00',
    'piece-owed 2023-02-02 09:00',
    'piece-owed 2023-02-27 09:00',
    'piece-owed 2023-02-27 09:00',
    ...['2023-07-05', '2023-08-04', '2023-08-21'].map((day) => `implicit-rejection-approaching ${day} 09:00`),
  ]);
  expect(await receivedAt('2023-02-01T09:00', territory.seat)).toEqual([]);
});

it('a piece owed is reminded to the territory until it is given', async () => {
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  const id = await draft();
  await journey.save(territory, id, { needs: 'Accélérer' });
  await post(territory, id, 'deposit', undefined, 1);
  expect(await receivedAt('2023-02-02T09:00', territory.seat)).toEqual([
    expect.stringMatching(/pièces attendues[^]*- Délibération – C[AC] [^(]+ \(SIREN \d{9}\)/),
    expect.stringMatching(/pièces attendues[^]*- Délibération – C[AC] [^(]+ \(SIREN \d{9}\)/),
  ]);
  const given = { siren: CAUDRESIS, documentId: await journey.document(id) };
  expect((await post(territory, id, 'pieces/deliberation', given, 2)).status).toBe(200);
  expect(await receivedAt('2023-02-27T09:00', territory.seat)).toEqual([expect.stringContaining(`(SIREN ${lead})`)]);
});

it('a completion is reminded until its answer; the legal date counts the delay given, then the days really taken', async () => {
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  const id = await draft();
  await journey.save(territory, id, { needs: 'Accélérer' });
  await post(territory, id, 'deposit', undefined, 1);
  journey.clock.set('2023-02-10T10:00+01:00[Europe/Paris]');
  const ask = { fields: ['needs'], message: 'Précisez.', days: 20 };
  const { body } = await post(office, id, 'completion-requests', ask, 2);
  expect(await planned(id)).toEqual(
    expect.arrayContaining(['completion-due 2023-02-24 09:00', 'completion-due 2023-03-01 09:00']),
  );
  expect(await planned(id)).toContain('implicit-rejection-approaching 2023-09-27 09:00');
  expect((await receivedAt('2023-03-01T09:00', territory.seat)).join()).toMatch(/compléments attendus[^]*- Besoins/);
  journey.clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
  expect((await post(territory, id, `completion-requests/${body.request}/answer`, {}, 3)).status).toBe(200);
  expect((await planned(id)).filter((one) => !one.startsWith('piece-owed'))).toEqual(
    ['2023-08-11', '2023-09-08', '2023-09-26'].map((day) => `implicit-rejection-approaching ${day} 09:00`),
  );
});

it('the office, not the territory, is warned of the legal date; whoever has the seat that day', async () => {
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  const id = await journey.deposited(territory, lead);
  const newcomer = await journey.seat({ role: 'programme_director' });
  const { territory: name } = (await territory.get(`/api/candidacies/${id}`)).body as { territory: string };
  const warnings = await receivedAt('2023-07-21T09:00', newcomer.seat);
  expect(warnings.filter((one) => one.includes(name))).toEqual([
    expect.stringMatching(/rejet implicite le 21 septembre 2023/),
  ]);
  expect(
    worker.inbox
      .to(territory.seat.email)
      .map((mail) => mail.subject)
      .join(),
  ).not.toContain('rejet implicite');
  expect((await planned(id)).filter((one) => one.startsWith('implicit'))).toHaveLength(2);
});

it('the legal date is told to who is in charge and to the director, and to no other officer', async () => {
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  const id = await journey.deposited(territory, lead);
  const charged = await journey.seat({ role: 'bdt_officer' });
  const director = await journey.seat({ role: 'programme_director' });
  const version = (await office.get<{ version: number }>(`/api/candidacies/${id}`)).body.version;
  const batch = { act: 'assign', officer: charged.seat.seatId, cases: [{ id, version }] };
  expect((await office.post('/api/worklist/batches', batch)).body).toMatchObject({ rows: [{ done: true }] });
  const { territory: name } = (await territory.get(`/api/candidacies/${id}`)).body as { territory: string };
  await receivedAt('2023-07-21T09:00', charged.seat);
  const about = ({ seat }: { readonly seat: TestSeat }) =>
    worker.inbox.to(seat.email).filter((mail) => mail.text.includes(name)).length;
  expect([about({ seat: charged.seat }), about(director), about(office)]).toEqual([1, 1, 0]);
});

it('the limit of admissibility is told to who is in charge and to the director until it is pronounced, on the worklist too', async () => {
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  const id = await journey.deposited(territory, lead);
  const charged = await journey.seat({ role: 'bdt_officer' });
  const director = await journey.seat({ role: 'programme_director' });
  expect(await planned(id, ['admissibility-due'])).toEqual(
    ['2023-03-06', '2023-03-14', '2023-03-20'].map((day) => `admissibility-due ${day} 09:00`),
  );
  const { body } = await office.get<{ territory: string; version: number }>(`/api/candidacies/${id}`);
  const about = ({ email }: TestSeat) =>
    worker.inbox.to(email).filter(({ text, subject }) => text.includes(body.territory) && /recevabilité/.test(subject));
  // Nobody is in charge: the director alone, and never the whole desk.
  await receivedAt('2023-03-06T09:00', director.seat);
  expect([director, charged, office, territory].map(({ seat }) => about(seat).length)).toEqual([1, 0, 0, 0]);
  expect(about(director.seat)[0]?.subject).toContain('au plus tard le 20 mars 2023');
  const batch = { act: 'assign', officer: charged.seat.seatId, cases: [{ id, version: body.version }] };
  expect((await office.post('/api/worklist/batches', batch)).body).toMatchObject({ rows: [{ done: true }] });
  await receivedAt('2023-03-14T09:00', charged.seat);
  expect([director, charged, office, territory].map(({ seat }) => about(seat).length)).toEqual([1, 1, 0, 0]);
  const due = await journey.judge.query('select next_due from candidacies.case_facets where candidacy_id = $1', [id]);
  expect(due.rows).toEqual([{ next_due: new Date('2023-03-20T23:00:00Z') }]);
  const { version } = (await office.get<{ version: number }>(`/api/candidacies/${id}`)).body;
  expect((await post(office, id, 'admissibility', { admissible: true }, version)).status).toBe(200);
  expect(await planned(id, ['admissibility-due'])).toEqual([]);
});

it('what has gone since is not reminded, even before its plan is changed', async () => {
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  const id = await journey.deposited(territory, lead);
  await worker.settled();
  await journey.put(id, 'withdrawn');
  expect(await receivedAt('2023-02-02T09:00', territory.seat)).toEqual([]);
});

it('a prolongation is told to every candidate of the wave, and moves what is planned', async () => {
  const first = await draft();
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  const ales = await journey.deposited(journey.ales, ALES);
  const before = await planned(ales);
  const { rows } = await journey.judge.query<{ email: string }>(
    `select p.email from identity.person p join identity.holding h on h.person_id = p.id
       join identity.seat s on s.id = h.seat_id join identity.organisation o on o.id = s.organisation_id
      where o.siren = $1`,
    [ALES],
  );
  worker.inbox.clear();
  const version = (await journey.office.get(`/api/waves/${journey.february.id}`)).body.version as number;
  const prolonged = await journey.office.post(
    `/api/waves/${journey.february.id}/prolongation`,
    { cutoffAt: '2023-02-08T12:00:00+01:00', reason: 'Panne du 20 janvier.' },
    { ifMatch: version },
  );
  expect(prolonged.status).toBe(200);
  await worker.settled();
  for (const address of [territory.seat.email, rows[0]?.email ?? ''])
    expect(worker.inbox.to(address)).toMatchObject([
      {
        subject: expect.stringContaining('clôture repoussée au 8 février 2023 à 12:00'),
        text: expect.stringContaining('Panne du 20 janvier.'),
      },
    ]);
  expect(await planned(first)).toEqual([
    'draft-not-deposited 2023-02-01 09:00',
    'draft-not-deposited 2023-02-07 09:00',
    'draft-not-deposited 2023-02-08 09:00',
  ]);
  expect(await planned(ales)).toEqual(before);
});

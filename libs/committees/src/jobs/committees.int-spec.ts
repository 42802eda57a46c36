import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import ICAL from 'ical.js';
import { Client } from 'pg';
import { Cases } from '@rebond/candidacies';
import { Directory } from '@rebond/identity';
import type { CandidacyId, Siren } from '@rebond/kernel';
import { SYSTEM } from '@rebond/platform';
import { REMINDER_KINDS } from '@rebond/reminders';
import { RemindersJobsModule } from '@rebond-jobs/reminders';
import { api, type Api } from '../../../../test/support/api.js';
import { testAudiences } from '../../../../test/support/audiences.js';
import { HeldClock } from '../../../../test/support/clock.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { mappedDatabase } from '../../../../test/support/mapped-database.js';
import { asSystem, seatOf, type TestSeat } from '../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';
import { startSmtpSink, type SmtpSink, type SunkMail } from '../../../../test/support/smtp-sink.js';
import { startWorker, type TestWorker } from '../../../../test/support/worker.js';
import type { CommitteeView } from '../http/present.js';
import { CommitteesJobsModule } from './index.js';

const ALES = '200066918' as Siren;
const CAMBRAI = '200068500' as Siren;
const OWN = ['committee-coming', 'mission-report-due'];
const paris = (text: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${text}[Europe/Paris]`).toInstant();
const clock = new HeldClock(paris('2023-01-10T09:00'));

let database: TestDatabase;
let inbox: SmtpSink;
let server: TestServer;
let judge: Client;
let workers: TestWorker[];
let office: Api;
let officer: Api;
let seats: Readonly<Record<'director' | 'officer' | 'lead' | 'prefecture' | 'region' | 'firm', TestSeat>>;
let id: CandidacyId;

const rows = async (sql: string, values: unknown[] = []) =>
  (await judge.query<Record<string, unknown>>(sql, values)).rows;

/** Waits until the workers have nothing to do at the clock's instant. */
async function settled(): Promise<void> {
  const due = `select id from committees.task where done_at is null and parked_at is null and next_attempt_at <= $1`;
  for (let turn = 0; turn < 3; turn += 1) {
    await workers[0]!.settled();
    while ((await rows(due, [clock.now().toString()])).length > 0) await pause(25);
  }
}

async function reach(text: string): Promise<void> {
  clock.set(paris(text));
  await settled();
}

const startWorkerHere = (): Promise<TestWorker> =>
  startWorker({
    database,
    clock,
    inbox,
    modules: [
      CommitteesJobsModule,
      RemindersJobsModule,
      testAudiences(REMINDER_KINDS.filter((kind) => !OWN.includes(kind))),
    ],
  });

const definition = (file: string): string => readFileSync(join(__dirname, '../../../..', file), 'utf8');

/** A case of this call that was selected, whatever had to be deposited for it. */
async function aSelectedCase(call: string, lead: TestSeat, siren: Siren): Promise<CandidacyId> {
  const cutoffAt = '2023-02-01T12:00:00+01:00';
  const wave = await office.post('/api/waves', { call, opensAt: '2022-10-01T12:00:00+02:00', cutoffAt });
  const started = await api(server.url, lead.token).post('/api/candidacies', { waveId: wave.body.id, lead: siren });
  const candidacyId = started.body.id as CandidacyId;
  await rows(
    `update candidacies.candidacy set state = 'selected', version = 2, shared = true, deposited_at = $2,
            receipt_number = 'RB-2023-' || $3::text, admissibility = 'admissible' where id = $1`,
    [candidacyId, '2023-01-31T10:00:00Z', siren],
  );
  return candidacyId;
}

const committees = async (of: CandidacyId = id) =>
  (await officer.get<{ items: CommitteeView[] }>(`/api/candidacies/${of}/committees`)).body.items;
const committee = async (key: string): Promise<CommitteeView> => {
  const found = (await committees()).find((one) => one.key === key);
  if (!found) throw new Error(`No committee ${key} yet`);
  return found;
};
const post = async (key: string, verb: 'date' | 'held', body: unknown, as = officer, ifMatch?: number) => {
  const { id: committeeId, version } = await committee(key);
  return as.post(`/api/candidacies/${id}/committees/${committeeId}/${verb}`, body, { ifMatch: ifMatch ?? version });
};

function invitation(mail: SunkMail): { method: string; event: ICAL.Event } {
  const attached = mail.email.attachments.find((one) => one.filename === 'comite.ics');
  const content = attached?.content ?? '';
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const method = String(calendar.getFirstPropertyValue('method'));
  return { method, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined) };
}

beforeAll(async () => {
  database = await mappedDatabase();
  inbox = await startSmtpSink();
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  server = await startServer({ database, clock });
  seats = {
    director: await seatOf(database, { role: 'programme_director' }),
    officer: await seatOf(database, { role: 'bdt_officer' }),
    lead: await seatOf(database, { role: 'epci_lead', organisation: { siren: ALES } }),
    prefecture: await seatOf(database, { role: 'sub_prefect', organisation: { departement: '30' } }),
    region: await seatOf(database, { role: 'region_council', organisation: { region: '76' } }),
    firm: await seatOf(database, { role: 'consultancy', organisation: { name: 'Ancoris' } }),
  };
  office = api(server.url, seats.director.token);
  officer = api(server.url, seats.officer.token);
  await office.post('/api/calls', { source: definition('calls/rebond-industriel.yaml') });
  await office.post('/api/calls', { source: definition('test/fixtures/definitions/atelier-des-friches.yaml') });
  id = await aSelectedCase('rebond-industriel', seats.lead, ALES);
  await asSystem(database, clock.now(), (tx) =>
    new Directory().grant(tx, [
      { candidacyId: id, organisationId: seats.prefecture.organisationId, basis: 'prefecture' },
      { candidacyId: id, organisationId: seats.region.organisationId, basis: 'region' },
    ]),
  );
  workers = [await startWorkerHere(), await startWorkerHere()];
  await settled();
});

afterAll(async () => {
  await Promise.all(workers.map((one) => one.stop()));
  await server.stop();
  await judge.end();
  await inbox.stop();
  await database.drop();
});

describe('Les comités d’Alès, de l’engagement à la clôture', () => {
  it('le comité de lancement est prévu une fois, par deux processus et un message redélivré', async () => {
    clock.set(paris('2023-05-25T10:00'));
    const firms = [{ organisationId: seats.firm.organisationId, personDays: 100 }];
    const engaged = await officer.post(
      `/api/candidacies/${id}/engagement`,
      { firms, startsOn: '2023-06-14' },
      { ifMatch: 2 },
    );
    expect(engaged.status).toBe(201);
    await settled();
    await rows(
      `update platform.delivery set done_at = null, claimed_until = null where handler = 'committees-calendar'`,
    );
    await rows(`update committees.task set done_at = null, claimed_until = null where kind = 'plan'`);
    await settled();
    // Ten working days after 25 May, Whit Monday left out.
    expect(await committees()).toMatchObject([
      { key: 'launch', kind: 'launch', status: 'planned', startsAt: '2023-06-09T08:00:00Z', version: 1, sequence: 0 },
    ]);
    expect(inbox.mails.filter((mail) => mail.messageId.includes('committee'))).toEqual([]);
  });

  it('la convocation part sept jours ouvrés avant, à chacun, avec une invitation lisible par son agenda', async () => {
    inbox.clear();
    await reach('2023-05-31T09:00');
    const { lead, prefecture, region, firm, officer: bdt } = seats;
    expect(inbox.mails.flatMap((mail) => mail.recipients).sort()).toEqual(
      [lead, prefecture, region, firm, bdt].map((seat) => seat.email).sort(),
    );
    const [mail] = inbox.to(lead.email);
    expect(mail!.subject).toBe('Comité de pilotage de lancement de CA Alès Agglomération : 9 juin 2023 à 10:00');
    expect(mail!.text).toContain("- Déclarations d'intérêts et règles de déport");
    expect(mail!.email.attachments[0]!.mimeType).toBe('text/calendar');
    const { method, event } = invitation(mail!);
    expect([method, event.sequence, event.startDate.toJSDate().toISOString()]).toEqual([
      'REQUEST',
      0,
      '2023-06-09T08:00:00.000Z',
    ]);
    expect(event.attendees.map((one) => String(one.getFirstValue()).toLowerCase())).toEqual([`mailto:${lead.email}`]);
    expect(await committee('launch')).toMatchObject({ status: 'convened', version: 2 });
  });

  it('la vraie date se fixe en disant la version lue, et par qui en a le droit', async () => {
    const date = { startsAt: '2023-06-14T10:00:00+02:00', place: 'Sous-préfecture' };
    const { id: committeeId } = await committee('launch');
    const path = `/api/candidacies/${id}/committees/${committeeId}/date`;
    expect((await officer.post(path, date)).status).toBe(428);
    expect(await post('launch', 'date', date, officer, 1)).toMatchObject({ status: 409, body: { currentVersion: 2 } });
    expect((await post('launch', 'date', date, api(server.url, seats.lead.token))).status).toBe(403);
    const past = await post('launch', 'date', { startsAt: '2023-05-30T10:00:00+02:00' });
    expect([past.status, past.body.code]).toEqual([422, 'date-is-past']);
    const moved = await post('launch', 'date', date);
    expect([moved.status, moved.headers.get('etag')]).toEqual([200, '"v3"']);
    expect(moved.body).toMatchObject({ startsAt: '2023-06-14T08:00:00Z', place: 'Sous-préfecture', sequence: 1 });
  });

  it('une réunion déplacée est convoquée de nouveau, sous le même identifiant et la séquence 1', async () => {
    const [before] = inbox.to(seats.lead.email);
    inbox.clear();
    await settled();
    const [mail, ...others] = inbox.to(seats.lead.email);
    expect([inbox.mails.length, others.length]).toEqual([5, 0]);
    const { event } = invitation(mail!);
    expect(event.uid).toBe(invitation(before!).event.uid);
    expect([event.sequence, event.location]).toEqual([1, 'Sous-préfecture']);
    expect(mail!.text).toContain('le 14 juin 2023 à 10:00, Sous-préfecture.');
    expect(await committee('launch')).toMatchObject({ status: 'convened', version: 4 });
  });

  it('ses membres en reçoivent le rappel deux jours ouvrés avant', async () => {
    inbox.clear();
    await reach('2023-06-12T09:00');
    expect(inbox.mails.map((mail) => mail.subject)).toEqual(
      Array(5).fill('Rappel : Comité de pilotage de lancement de CA Alès Agglomération, 14 juin 2023 à 10:00'),
    );
  });

  it('n’est constaté qu’une fois tenu ; les comités comptés depuis lui sont alors prévus', async () => {
    const early = await post('launch', 'held', { heldAt: '2023-06-14T10:00:00+02:00', attendees: 12, decisions: [] });
    expect([early.status, early.body.code]).toEqual([422, 'not-held-yet']);
    clock.set(paris('2023-06-14T12:00'));
    const decisions = ['46 entreprises seront rencontrées.'];
    const held = await post('launch', 'held', { attendees: 12, decisions });
    expect(held.body).toMatchObject({ status: 'held', heldAt: '2023-06-14T10:00:00Z', attendees: 12, decisions });
    await settled();
    expect(await committees()).toMatchObject([
      { key: 'launch', status: 'held' },
      { key: 'interim', status: 'planned', startsAt: '2023-08-03T08:00:00Z' },
      { key: 'closing', status: 'planned', startsAt: '2023-09-27T12:00:00Z' },
    ]);
    const again = await post('launch', 'held', { attendees: 12, decisions });
    expect([again.status, again.body.code]).toEqual([422, 'meeting-held']);
  });

  it('le rapport de mission est rappelé aux cabinets et à la Banque des Territoires', async () => {
    inbox.clear();
    await reach('2023-09-08T09:00');
    const reports = inbox.mails.filter((mail) => mail.subject.includes('rapport de mission'));
    expect(reports.flatMap((mail) => mail.recipients).sort()).toEqual([seats.firm.email, seats.officer.email].sort());
    expect(reports[0]!.text).toContain('confiée à Ancoris');
  });

  it('personne n’est convoqué à une date passée, même après un long arrêt', async () => {
    // The workers slept from June to September here: the interim committee's day was 3 August.
    expect(inbox.mails.filter((mail) => mail.subject.startsWith('Comité'))).toEqual([]);
    expect(await committee('interim')).toMatchObject({ status: 'planned', convenedAt: null });
  });

  it('le comité de clôture arrête les chiffres, met fin à la mission et compte le suivi', async () => {
    await post('closing', 'date', { startsAt: '2023-10-03T14:00:00+02:00', place: 'Sous-préfecture' });
    await reach('2023-09-19T09:00');
    expect(await committee('closing')).toMatchObject({ status: 'convened', sequence: 1 });
    clock.set(paris('2023-10-03T17:00'));
    const held = await post('closing', 'held', { heldAt: '2023-10-03T14:00:00+02:00', attendees: 20, decisions: [] });
    expect(held.status).toBe(200);
    await settled();
    const mission = await officer.get(`/api/candidacies/${id}/mission`);
    expect(mission.body.closedAt).toBe('2023-10-03T15:00:00Z');
    expect(await rows('select reason from missions.frozen_figures where candidacy_id = $1', [id])).toEqual([
      { reason: 'Comité de pilotage de clôture du 3 octobre 2023' },
    ]);
    // 182 days, to Tuesday 2 April 2024.
    expect(await committee('followUpSixMonths')).toMatchObject({ startsAt: '2024-04-02T12:00:00Z' });
    const waiting = await rows(
      `select kind, key from reminders.reminder
        where candidacy_id = $1 and fired_at is null and cancelled_at is null and missed_at is null order by key`,
      [id],
    );
    expect(waiting).toEqual([{ kind: 'committee-coming', key: 'followUpSixMonths' }]);
  });

  it('l’historique du dossier le raconte', async () => {
    const { body } = await api(server.url, seats.lead.token).get(`/api/candidacies/${id}/timeline`);
    expect(JSON.stringify(body)).toContain('Comité de clôture tenu le 3 octobre 2023 à 14:00.');
    expect(JSON.stringify(body)).toContain('Comité de lancement fixé au 14 juin 2023 à 10:00.');
  });

  it('chacun peut porter un comité à son agenda, qui ne nomme personne', async () => {
    const { id: committeeId } = await committee('followUpSixMonths');
    const path = `/api/candidacies/${id}/committees/${committeeId}/invitation.ics`;
    const answer = await api(server.url, seats.lead.token).get<string>(path);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const calendar = new ICAL.Component(ICAL.parse(answer.body) as unknown[]);
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(answer.body).not.toContain('ATTENDEE');
    const stranger = await seatOf(database, { role: 'epci_lead', organisation: { siren: CAMBRAI } });
    expect((await api(server.url, stranger.token).get(path)).status).toBe(404);
    expect((await api(server.url, stranger.token).get(`/api/candidacies/${id}/committees`)).status).toBe(404);
  });

  it('un abandon annule ce qui restait à venir et retire la réunion des agendas', async () => {
    await reach('2024-03-21T09:00');
    expect(await committee('followUpSixMonths')).toMatchObject({ status: 'convened' });
    inbox.clear();
    const cases = workers[0]!.app.get(Cases, { strict: false });
    await workers[0]!.transactions.run(SYSTEM, async (tx) => {
      await cases.lockOne(tx, id);
      await cases.move(tx, { id, expectedVersion: null, event: { type: 'ABANDON', facts: {} } });
    });
    await settled();
    expect(await committee('followUpSixMonths')).toMatchObject({ status: 'cancelled', sequence: 1 });
    const { method, event } = invitation(inbox.to(seats.lead.email)[0]!);
    expect([method, event.sequence]).toEqual(['CANCEL', 1]);
    const late = await post('interim', 'held', { attendees: 3, decisions: [] });
    expect([late.status, late.body.code]).toEqual([422, 'meeting-cancelled']);
  });
});

describe('Un appel sans ingénierie', () => {
  it('compte ses comités depuis la première convention', async () => {
    clock.set(paris('2023-01-12T09:00'));
    const lead = await seatOf(database, { role: 'epci_lead', organisation: { siren: '200030633' } });
    const friche = await aSelectedCase('atelier-des-friches', lead, '200030633' as Siren);
    clock.set(paris('2024-04-02T09:00'));
    const cases = workers[0]!.app.get(Cases, { strict: false });
    await workers[0]!.transactions.run(SYSTEM, async (tx) => {
      await cases.lockOne(tx, friche);
      const facts = { closingCommitteeHeld: false, agreementsSigned: 1 };
      await cases.move(tx, { id: friche, expectedVersion: null, event: { type: 'FUND', facts } });
    });
    await settled();
    // Sixty working days: 1, 8, 9 and 20 May are holidays.
    expect(await committees(friche)).toMatchObject([{ key: 'works', kind: 'followUp', status: 'planned' }]);
    const [works] = await committees(friche);
    expect(works!.startsAt).toBe('2024-07-01T07:30:00Z');
  });
});

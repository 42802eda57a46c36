import { Cases } from '@rebond/candidacies';
import type { CandidacyId, Siren } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import { CaseJourney } from '../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../test/support/cases.js';
import type { Api } from '../../../../test/support/api.js';
import type { TestSeat } from '../../../../test/support/seats.js';
import { startWorker, type TestWorker } from '../../../../test/support/worker.js';
import { SelectionJobsModule } from '../jobs/index.js';

const BEFORE_CUTOFF = '2023-01-10T09:00+01:00[Europe/Paris]';
const AFTER_CUTOFF = '2023-03-01T10:00+01:00[Europe/Paris]';
const REASON = "L'exposition du territoire aux mutations n'est pas établie (critère 1 de la grille).";
/** Lead EPCI, one per case of a wave. */
const EPCI = ['200068500', '200030633', '200044618'] as Siren[];

type Person = Api & { readonly seat: TestSeat };
interface Case {
  readonly id: string;
  readonly version: number;
  readonly mailbox: string;
}

const admitAll = (app: CaseJourney['server']['app'], cases: readonly Case[]) =>
  app.get(Transactions).run(SYSTEM, async (tx) => {
    const ids = cases.map((one) => one.id as CandidacyId);
    await app.get(Cases).lock(tx, ids);
    await app
      .get(Cases)
      .move(tx, ...ids.map((id) => ({ id, expectedVersion: null, event: { type: 'ADMIT', facts: {} } as const })));
  });

describe('Les décisions de sélection', () => {
  let journey: CaseJourney;
  let worker: TestWorker;
  let director: Person;
  let minister: Person;

  let waveId: string;
  let waves = 0;
  const mailboxes = new Map<Siren, string>();

  beforeAll(async () => {
    journey = await CaseJourney.begin();
    worker = await startWorker({
      database: journey.database,
      clock: journey.clock,
      modules: [CandidaciesJobsModule, SelectionJobsModule],
    });
    director = await journey.seat({ role: 'programme_director' });
    minister = await journey.seat({ role: 'minister_office' });
    for (const siren of EPCI)
      mailboxes.set(siren, (await journey.seat({ role: 'epci_lead', organisation: { siren } })).seat.email);
  });
  afterAll(async () => {
    await worker.stop();
    await journey.end();
  });
  beforeEach(async () => {
    journey.clock.set(BEFORE_CUTOFF);
    waves += 1;
    const opened = await journey.office.post('/api/waves', {
      call: 'rebond-industriel',
      name: `Relève d’essai ${waves}`,
      opensAt: '2022-10-01T12:00:00+02:00',
      cutoffAt: '2023-02-01T12:00:00+01:00',
    });
    waveId = opened.body.id;
  });
  afterEach(() => worker.settled());

  const rows = async (sql: string, values: unknown[] = []) =>
    (await journey.judge.query<Record<string, unknown>>(sql, values)).rows;
  const states = async () =>
    (await rows('select state from candidacies.candidacy where wave_id = $1 order by id', [waveId])).map(
      (row) => row['state'],
    );

  /** Admissible cases of the wave, each with a person to write to; the wave is over. */
  const deposited = async (count: number, admit = true): Promise<Case[]> => {
    const { app } = journey.server;
    const cases: Case[] = [];
    for (const lead of EPCI.slice(0, count)) {
      const { id, version } = await aCandidacy(journey.server, { waveId, state: 'submitted', lead });
      cases.push({ id, version: version + (admit ? 1 : 0), mailbox: mailboxes.get(lead) ?? '' });
    }
    if (admit) await admitAll(app, cases);
    journey.clock.set(AFTER_CUTOFF);
    await worker.settled();
    worker.inbox.clear();
    return cases;
  };
  const line = (one: Case, outcome: string, more: Readonly<Record<string, unknown>> = {}) => ({
    candidacyId: one.id,
    expectedVersion: one.version,
    outcome,
    ...more,
  });
  const propose = (lines: readonly unknown[], as: Api = director) =>
    as.post('/api/decision-lists', { waveId: waveId, title: 'Relève de février', lines });
  const validate = (id: string, as: Api = minister, ifMatch = 1) =>
    as.post(`/api/decision-lists/${id}/validation`, undefined, { ifMatch });

  it('une liste proposée puis validée par une autre personne sélectionne, reporte et rejette en un seul acte', async () => {
    const [a, b, c] = (await deposited(3)) as [Case, Case, Case];
    const proposed = await propose([
      line(a, 'select', { envelopeEur: 1_500_000, personDays: 100, conditions: 'Un chef de projet à temps plein.' }),
      line(b, 'waitlist', { nextWaveId: journey.june.id, reasons: ['Crédits épuisés.'] }),
      line(c, 'reject', { reasons: [REASON] }),
    ]);
    expect(proposed).toMatchObject({ status: 201, body: { status: 'proposed', version: 1, validated: null } });
    expect(proposed.headers.get('location')).toBe(`/api/decision-lists/${proposed.body.id}`);
    await worker.settled();
    expect(await states()).toEqual(['submitted', 'submitted', 'submitted']);
    expect(worker.inbox.mails).toHaveLength(0);

    const validated = await validate(proposed.body.id);
    expect(validated).toMatchObject({
      status: 200,
      body: {
        status: 'validated',
        version: 2,
        proposed: { personId: director.seat.personId },
        validated: { personId: minister.seat.personId },
        moved: [
          { candidacyId: a.id, state: 'selected', version: a.version + 1 },
          { candidacyId: b.id, state: 'waitlisted', version: b.version + 1 },
          { candidacyId: c.id, state: 'rejected', version: c.version + 1 },
        ],
      },
    });
    expect(await states()).toEqual(['selected', 'waitlisted', 'rejected']);
    expect(await rows('select next_wave_id from candidacies.candidacy where id = $1', [b.id])).toEqual([
      { next_wave_id: journey.june.id },
    ]);
    expect((await journey.office.get(`/api/waves/${waveId}`)).body).toMatchObject({
      decidedAt: expect.any(String),
    });

    await worker.settled();
    expect(worker.inbox.mails).toHaveLength(3);
    const text = (one: Case): string => worker.inbox.to(one.mailbox)[0]?.text.replaceAll(/\s/g, ' ') ?? '';
    expect(text(a)).toContain('1 500 000,00 €');
    expect(text(a)).toContain('Un chef de projet à temps plein.');
    expect(text(b)).toContain('Crédits épuisés.');
    expect(text(c)).toContain(REASON);
  });

  it("le journal de la liste garde qui, quoi et l'empreinte des motifs, jamais leur texte", async () => {
    const [a] = (await deposited(1)) as [Case];
    const { body } = await propose([line(a, 'reject', { reasons: [REASON] })]);
    await validate(body.id);
    const entries = await rows(
      `select e.action, e.audience, e.person_id, e.canonical from platform.audit_entry e where e.stream = $1 order by e.seq`,
      [`decision-list:${body.id}`],
    );
    expect(entries).toMatchObject([
      { action: 'decision-list.proposed', audience: 'state', person_id: director.seat.personId },
      { action: 'decision-list.validated', audience: 'state', person_id: minister.seat.personId },
    ]);
    expect(JSON.parse(entries[0]?.['canonical'] as string)).toMatchObject({
      facts: { lines: [{ candidacyId: a.id, outcome: 'reject', textsHash: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
    });
    expect(entries[0]?.['canonical']).not.toContain('exposition');
    expect(
      await rows(`select 1 from platform.audit_payload where stream = $1 and payload::text like '%exposition%'`, [
        `decision-list:${body.id}`,
      ]),
    ).toEqual([]);
  });

  it('une même personne, fût-elle sur deux sièges, ne propose pas et ne valide pas', async () => {
    const [a] = (await deposited(1)) as [Case];
    const { body } = await propose([line(a, 'select')]);
    const otherHat = await journey.seat({
      role: 'minister_office',
      holder: { name: 'La même', email: director.seat.email },
    });
    expect(otherHat.seat.personId).toBe(director.seat.personId);
    for (const as of [director, otherHat])
      expect(await validate(body.id, as)).toMatchObject({ status: 422, body: { code: 'same-person' } });
    expect(await states()).toEqual(['submitted']);
    expect(await validate(body.id)).toMatchObject({ status: 200 });
  });

  it('un seul dossier qui a changé arrête toute la liste : rien ne bouge, aucun courriel ne part', async () => {
    const [a, b] = (await deposited(2)) as [Case, Case];
    const { body } = await propose([line(a, 'select'), line(b, 'reject', { reasons: [REASON] })]);
    await journey.put(b.id, 'submitted');
    expect(await validate(body.id)).toMatchObject({
      status: 409,
      body: {
        code: 'cases-changed',
        changed: [{ candidacyId: b.id, expectedVersion: b.version, currentVersion: b.version + 1 }],
      },
    });
    await worker.settled();
    expect(await states()).toEqual(['submitted', 'submitted']);
    expect(worker.inbox.mails).toHaveLength(0);
    expect((await director.get(`/api/decision-lists/${body.id}`)).body).toMatchObject({
      status: 'proposed',
      version: 1,
    });
  });

  it('deux validations à la fois : une réussit, une trouve la liste changée', async () => {
    const cases = await deposited(3);
    const { body } = await propose(cases.map((one) => line(one, 'select')));
    const second = await journey.seat({ role: 'minister_office' });
    const answers = await Promise.all([validate(body.id), validate(body.id, second)]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    await worker.settled();
    expect(worker.inbox.mails).toHaveLength(3);
    expect(
      await rows(
        `select count(*)::int as n from platform.audit_entry e join candidacies.candidacy c on c.id = e.candidacy_id
           where e.action = 'candidacy.selected' and c.wave_id = $1`,
        [waveId],
      ),
    ).toEqual([{ n: 3 }]);
  });

  it("un dossier n'est que dans une liste ouverte ; le retrait de la proposition le libère", async () => {
    const [a] = (await deposited(1)) as [Case];
    const first = (await propose([line(a, 'select')])).body;
    const again = await propose([line(a, 'reject', { reasons: [REASON] })]);
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'already-listed', listed: [{ candidacyId: a.id, listId: first.id }] },
    });
    expect(again.body.detail).toContain('« Relève de février »');

    const other = await journey.seat({ role: 'programme_director' });
    const withdraw = (as: Api, ifMatch: number) =>
      as.post(`/api/decision-lists/${first.id}/withdrawal`, undefined, { ifMatch });
    expect(await withdraw(other, 1)).toMatchObject({ status: 403, body: { code: 'not-the-proposer' } });
    expect(await withdraw(director, 1)).toMatchObject({ status: 200, body: { status: 'withdrawn', version: 2 } });
    expect(await withdraw(director, 2)).toMatchObject({ status: 422, body: { code: 'list-withdrawn' } });
    expect(await validate(first.id, minister, 2)).toMatchObject({ status: 422, body: { code: 'list-withdrawn' } });
    expect(await propose([line(a, 'reject', { reasons: [REASON] })])).toMatchObject({ status: 201 });
  });

  it('deux propositions du même dossier à la fois : une seule est prise', async () => {
    const [a] = (await deposited(1)) as [Case];
    const answers = await Promise.all([propose([line(a, 'select')]), propose([line(a, 'waitlist')])]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
  });

  it('chaque faute de chaque ligne est dite à la proposition', async () => {
    const [a, b] = (await deposited(2)) as [Case, Case];
    const refused = await propose([
      line(a, 'reject', { envelopeEur: 1_500_000 }),
      line(b, 'waitlist', { nextWaveId: waveId }),
    ]);
    expect(refused).toMatchObject({ status: 422, body: { code: 'lines-refused' } });
    expect(
      (refused.body.errors as { pointer: string; code: string }[]).map((one) => `${one.pointer} ${one.code}`),
    ).toEqual([
      '/lines/0/reasons reason-required',
      '/lines/0/envelopeEur award-needs-selection',
      '/lines/1/nextWaveId not-a-later-wave',
    ]);
  });

  it('un dossier dont la recevabilité reste à prononcer peut être rejeté, pas sélectionné', async () => {
    const [a] = (await deposited(1, false)) as [Case];
    expect(await propose([line(a, 'select')])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/lines/0/outcome', code: 'isAdmissible' }] },
    });
    expect(await propose([line(a, 'reject', { reasons: [REASON] })])).toMatchObject({ status: 201 });
  });

  it('rien ne se décide avant la clôture, ni sur une version périmée, ni sans version', async () => {
    const [a] = (await deposited(1)) as [Case];
    journey.clock.set('2023-01-31T10:00+01:00[Europe/Paris]');
    expect(await propose([line(a, 'select')])).toMatchObject({ status: 422, body: { code: 'wave-still-open' } });
    journey.clock.set(AFTER_CUTOFF);
    expect(await propose([line({ ...a, version: 1 }, 'select')])).toMatchObject({
      status: 409,
      body: { code: 'cases-changed', changed: [{ candidacyId: a.id }] },
    });
    const { body } = await propose([line(a, 'select')]);
    expect(await minister.post(`/api/decision-lists/${body.id}/validation`)).toMatchObject({ status: 428 });
    expect(await validate(body.id, minister, 7)).toMatchObject({ status: 409, body: { code: 'stale-version' } });
  });

  it('une relève rouverte par une prolongation arrête la liste, et une relève décidée ne se prolonge plus', async () => {
    const [a] = (await deposited(1)) as [Case];
    const { body } = await propose([line(a, 'select')]);
    const prolong = (ifMatch: number) =>
      journey.office.post(
        `/api/waves/${waveId}/prolongation`,
        { cutoffAt: '2023-03-02T12:00:00+01:00', reason: 'Panne du portail' },
        { ifMatch },
      );
    expect((await prolong(1)).status).toBe(200);
    expect(await validate(body.id)).toMatchObject({ status: 422, body: { code: 'wave-still-open' } });
    journey.clock.set('2023-03-02T12:00+01:00[Europe/Paris]');
    expect((await validate(body.id)).status).toBe(200);
    expect((await prolong(3)).body).toMatchObject({ code: 'wave-decided' });
  });

  it("les listes sont à l'État : un territoire, une préfecture, une Région n'en savent rien", async () => {
    const [a] = (await deposited(1)) as [Case];
    const { body } = await propose([line(a, 'select')]);
    const auditor = await journey.seat({ role: 'auditor' });
    expect(await auditor.get(`/api/decision-lists/${body.id}`)).toMatchObject({
      status: 200,
      body: { lines: [{ candidacyId: a.id, outcome: 'select' }] },
    });
    expect((await auditor.get(`/api/decision-lists?status=proposed&waveId=${waveId}`)).body).toMatchObject({
      items: [{ id: body.id, outcomes: { select: 1, waitlist: 0, reject: 0 } }],
      next: null,
    });
    for (const role of ['sub_prefect', 'region_council', 'bdt_officer', 'epci_lead'] as const)
      expect(await (await journey.seat({ role })).get(`/api/decision-lists/${body.id}`)).toMatchObject({ status: 403 });

    const count = `select (select count(*) from selection.decision_list)::int > 0 as lists,
      (select count(*) from selection.decision_line)::int > 0 as lines,
      (select count(*) from platform.audit_entry where stream like 'decision-list:%')::int > 0 as entries`;
    const seen = (actor: typeof SYSTEM) =>
      journey.server.app.get(Transactions).run(actor, (tx) => tx.query({ name: 'test_seen_lists', text: count }));
    const territory = {
      ...SYSTEM,
      reach: 'none',
      cases: [a.id as CandidacyId],
      audiences: ['everyone', 'territory'],
    } as const;
    for (const role of ['epci_lead', 'epci_member', 'consultancy', 'region_council', 'sub_prefect', 'anonymous'])
      expect(await seen({ ...territory, role })).toEqual([{ lists: false, lines: false, entries: false }]);
    expect(await seen(SYSTEM)).toEqual([{ lists: true, lines: true, entries: true }]);
  });
});

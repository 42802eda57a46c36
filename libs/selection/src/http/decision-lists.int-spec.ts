import type { CandidacyId } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import type { Api } from '../../../../test/support/api.js';
import {
  AFTER_CUTOFF,
  DecisionJourney,
  lineOf as line,
  type ListedCase,
  type Person,
} from '../../../../test/support/decision-journey.js';

const REASON = "L'exposition du territoire aux mutations n'est pas établie (critère 1 de la grille).";

describe('Les listes de décision', () => {
  let lists: DecisionJourney;
  let director: Person;
  let minister: Person;

  beforeAll(async () => {
    lists = await DecisionJourney.begin();
    ({ director, minister } = lists);
  });
  afterAll(() => lists.end());
  beforeEach(() => lists.openWave());
  afterEach(() => lists.worker.settled());

  const deposited = (n: number, how?: Parameters<DecisionJourney['deposited']>[1]) => lists.deposited(n, how);

  it('une liste proposée puis validée par une autre personne est numérotée et arrêtée ; rien ne bouge', async () => {
    const [a, b, c] = await deposited(3);
    const proposed = await lists.propose([
      line(a!, 'select', { envelopeEur: 1_500_000, personDays: 100, conditions: 'Un chef de projet à temps plein.' }),
      line(b!, 'waitlist', { nextWaveId: lists.journey.june.id, reasons: ['Crédits épuisés.'] }),
      line(c!, 'reject', { reasons: [REASON] }),
    ]);
    expect(proposed).toMatchObject({ status: 201, body: { status: 'proposed', version: 1, validated: null } });
    expect(proposed.headers.get('location')).toBe(`/api/decision-lists/${proposed.body.id as string}`);
    expect(await lists.validate(proposed.body.id as string)).toMatchObject({
      status: 200,
      body: {
        status: 'validated',
        version: 2,
        number: expect.stringMatching(/^2023-\d{3}$/),
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        proposed: { personId: director.seat.personId, onBehalfOf: null },
        validated: { personId: minister.seat.personId, onBehalfOf: null },
        announceAt: null,
        announcedAt: null,
      },
    });
    await lists.worker.settled();
    expect(await lists.states()).toEqual(['submitted', 'submitted', 'submitted']);
    expect(lists.worker.inbox.mails).toHaveLength(0);
  });

  it('les numéros se suivent sans trou, même quand une validation est refusée entre deux', async () => {
    const [a, b, c] = await deposited(3);
    const [first, refused, second] = await Promise.all(
      [a!, b!, c!].map(async (one) => (await lists.propose([line(one, 'select')])).body.id as string),
    );
    const before = (await lists.validate(first!)).body.number as string;
    expect(await lists.validate(refused!, director)).toMatchObject({ status: 422 });
    const after = (await lists.validate(second!)).body.number as string;
    expect(Number(after.slice(-3))).toBe(Number(before.slice(-3)) + 1);
  });

  it("le journal de la liste garde qui, quoi et l'empreinte des motifs, jamais leur texte", async () => {
    const [a] = (await deposited(1)) as [ListedCase];
    const { body } = await lists.propose([line(a, 'reject', { reasons: [REASON] })]);
    await lists.validate(body.id);
    const entries = await lists.rows(
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
      await lists.rows(`select 1 from platform.audit_payload where stream = $1 and payload::text like '%exposition%'`, [
        `decision-list:${body.id}`,
      ]),
    ).toEqual([]);
  });

  it('une même personne, fût-elle sur deux sièges, ne propose pas et ne valide pas', async () => {
    const [a] = (await deposited(1)) as [ListedCase];
    const { body } = await lists.propose([line(a, 'select')]);
    const otherHat = await lists.journey.seat({
      role: 'minister_office',
      holder: { name: 'La même', email: director.seat.email },
    });
    expect(otherHat.seat.personId).toBe(director.seat.personId);
    for (const as of [director, otherHat])
      expect(await lists.validate(body.id, as)).toMatchObject({ status: 422, body: { code: 'same-person' } });
    expect(await lists.states()).toEqual(['submitted']);
    expect(await lists.validate(body.id)).toMatchObject({ status: 200 });
  });

  it('un seul dossier qui a changé arrête toute la liste : rien ne bouge, aucun courriel ne part', async () => {
    const [a, b] = (await deposited(2)) as [ListedCase, ListedCase];
    const { body } = await lists.propose([line(a, 'select'), line(b, 'reject', { reasons: [REASON] })]);
    await lists.journey.put(b.id, 'submitted');
    expect(await lists.validate(body.id)).toMatchObject({
      status: 409,
      body: {
        code: 'cases-changed',
        changed: [{ candidacyId: b.id, expectedVersion: b.version, currentVersion: b.version + 1 }],
      },
    });
    await lists.worker.settled();
    expect(await lists.states()).toEqual(['submitted', 'submitted']);
    expect(lists.worker.inbox.mails).toHaveLength(0);
    expect((await director.get(`/api/decision-lists/${body.id}`)).body).toMatchObject({
      status: 'proposed',
      version: 1,
    });
  });

  it('deux validations à la fois : une réussit, une trouve la liste changée', async () => {
    const cases = await deposited(3);
    const { body } = await lists.propose(cases.map((one) => line(one, 'select')));
    const second = await lists.journey.seat({ role: 'minister_office' });
    const answers = await Promise.all([lists.validate(body.id), lists.validate(body.id, second)]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(
      await lists.rows(
        `select count(*)::int as n from platform.audit_entry where stream = $1 and action = 'decision-list.validated'`,
        [`decision-list:${body.id as string}`],
      ),
    ).toEqual([{ n: 1 }]);
  });

  it("un dossier n'est que dans une liste ouverte ; le retrait de la proposition le libère", async () => {
    const [a] = (await deposited(1)) as [ListedCase];
    const first = (await lists.propose([line(a, 'select')])).body;
    const again = await lists.propose([line(a, 'reject', { reasons: [REASON] })]);
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'already-listed', listed: [{ candidacyId: a.id, listId: first.id }] },
    });
    expect(again.body.detail).toContain('« Relève de février »');

    const other = await lists.journey.seat({ role: 'programme_director' });
    const withdraw = (as: Api, ifMatch: number) =>
      as.post(`/api/decision-lists/${first.id}/withdrawal`, undefined, { ifMatch });
    expect(await withdraw(other, 1)).toMatchObject({ status: 403, body: { code: 'not-the-proposer' } });
    expect(await withdraw(director, 1)).toMatchObject({ status: 200, body: { status: 'withdrawn', version: 2 } });
    expect(await withdraw(director, 2)).toMatchObject({ status: 422, body: { code: 'list-withdrawn' } });
    expect(await lists.validate(first.id, minister, 2)).toMatchObject({
      status: 422,
      body: { code: 'list-withdrawn' },
    });
    expect(await lists.propose([line(a, 'reject', { reasons: [REASON] })])).toMatchObject({ status: 201 });
  });

  it('deux propositions du même dossier à la fois : une seule est prise', async () => {
    const [a] = (await deposited(1)) as [ListedCase];
    const answers = await Promise.all([lists.propose([line(a, 'select')]), lists.propose([line(a, 'waitlist')])]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
  });

  it('chaque faute de chaque ligne est dite à la proposition', async () => {
    const [a, b] = (await deposited(2)) as [ListedCase, ListedCase];
    const refused = await lists.propose([
      line(a, 'reject', { envelopeEur: 1_500_000 }),
      line(b, 'waitlist', { nextWaveId: lists.waveId }),
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
    const [a] = (await deposited(1, { admit: false })) as [ListedCase];
    expect(await lists.propose([line(a, 'select')])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/lines/0/outcome', code: 'isAdmissible' }] },
    });
    expect(await lists.propose([line(a, 'reject', { reasons: [REASON] })])).toMatchObject({ status: 201 });
  });

  it('rien ne se décide avant la clôture, ni sur une version périmée, ni sans version', async () => {
    const [a] = (await deposited(1)) as [ListedCase];
    lists.journey.clock.set('2023-01-31T10:00+01:00[Europe/Paris]');
    expect(await lists.propose([line(a, 'select')])).toMatchObject({ status: 422, body: { code: 'wave-still-open' } });
    lists.journey.clock.set(AFTER_CUTOFF);
    expect(await lists.propose([line({ ...a, version: 1 }, 'select')])).toMatchObject({
      status: 409,
      body: { code: 'cases-changed', changed: [{ candidacyId: a.id }] },
    });
    const { body } = await lists.propose([line(a, 'select')]);
    expect(await minister.post(`/api/decision-lists/${body.id}/validation`)).toMatchObject({ status: 428 });
    expect(await lists.validate(body.id, minister, 7)).toMatchObject({ status: 409, body: { code: 'stale-version' } });
  });

  it('une relève rouverte par une prolongation arrête la liste, et une relève décidée ne se prolonge plus', async () => {
    const [a] = (await deposited(1)) as [ListedCase];
    const { body } = await lists.propose([line(a, 'select')]);
    const prolong = (ifMatch: number) =>
      lists.journey.office.post(
        `/api/waves/${lists.waveId}/prolongation`,
        { cutoffAt: '2023-03-02T12:00:00+01:00', reason: 'Panne du portail' },
        { ifMatch },
      );
    expect((await prolong(1)).status).toBe(200);
    expect(await lists.validate(body.id)).toMatchObject({ status: 422, body: { code: 'wave-still-open' } });
    lists.journey.clock.set('2023-03-02T12:00+01:00[Europe/Paris]');
    expect((await lists.validate(body.id)).status).toBe(200);
    expect((await prolong(2)).body).toMatchObject({ code: 'wave-decided' });
  });

  it("les listes sont à l'État : un territoire, une préfecture, une Région n'en savent rien", async () => {
    const [a] = (await deposited(1)) as [ListedCase];
    const { body } = await lists.propose([line(a, 'select')]);
    const auditor = await lists.journey.seat({ role: 'auditor' });
    expect(await auditor.get(`/api/decision-lists/${body.id}`)).toMatchObject({
      status: 200,
      body: { lines: [{ candidacyId: a.id, outcome: 'select' }] },
    });
    expect((await auditor.get(`/api/decision-lists?status=proposed&waveId=${lists.waveId}`)).body).toMatchObject({
      items: [{ id: body.id, outcomes: { select: 1, waitlist: 0, reject: 0 } }],
      next: null,
    });
    for (const role of ['sub_prefect', 'region_council', 'bdt_officer', 'epci_lead'] as const)
      expect(await (await lists.journey.seat({ role })).get(`/api/decision-lists/${body.id}`)).toMatchObject({
        status: 403,
      });

    const count = `select (select count(*) from selection.decision_list)::int > 0 as lists,
      (select count(*) from selection.decision_line)::int > 0 as lines,
      (select count(*) from platform.audit_entry where stream like 'decision-list:%')::int > 0 as entries`;
    const seen = (actor: typeof SYSTEM) =>
      lists.journey.server.app.get(Transactions).run(actor, (tx) => tx.query({ name: 'test_seen_lists', text: count }));
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

import type { CandidacyId, Siren } from '@rebond/kernel';
import { statement, SYSTEM, Transactions } from '@rebond/platform';
import { Reminders } from '@rebond/reminders';
import { Cases } from '@rebond/candidacies';
import type { Api } from '../../../../../test/support/api.js';
import { overlapping } from '../../../../../test/support/at-once.js';
import { ALES, CAMBRAI, CaseJourney, CAUDRESIS } from '../../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../../test/support/cases.js';
import { Missions } from '../../application/missions.js';
import { PROJECTS_PAGE } from '../../application/read/projects.js';

let journey: CaseJourney;
let office: Api;
let ancoris: Api;
let inec: Api;
let firms: { ancoris: string; inec: string };
let id: CandidacyId;
let version: number;

const at = (path = '') => `/api/candidacies/${id}${path}`;
const team = (ancorisDays: number, inecDays: number) => [
  { organisationId: firms.ancoris, personDays: ancorisDays },
  { organisationId: firms.inec, personDays: inecDays },
];
const csv = (as: Api, path: string, text: string | Buffer) =>
  as.send('POST', at(`/mission/${path}/import`), text as string, { headers: { 'content-type': 'text/csv' } });
const audit = async (): Promise<string[]> =>
  (
    await journey.judge.query<{ action: string }>(
      'select action from platform.audit_entry where candidacy_id = $1 order by seq',
      [id],
    )
  ).rows.map((row) => row.action);
const inCase = <T>(work: (missions: Missions, tx: Parameters<Cases['lockOne']>[0]) => Promise<T>): Promise<T> =>
  journey.server.app.get(Transactions).run(SYSTEM, async (tx) => {
    await journey.server.app.get(Cases).lockOne(tx, id);
    return work(journey.server.app.get(Missions), tx);
  });

beforeAll(async () => {
  journey = await CaseJourney.begin();
  office = journey.office;
  const first = await journey.seat({ role: 'consultancy', organisation: { name: 'Ancoris' } });
  const second = await journey.seat({ role: 'consultancy', organisation: { name: 'Inec' } });
  [ancoris, inec] = [first, second];
  firms = { ancoris: first.seat.organisationId, inec: second.seat.organisationId };
  journey.clock.set('2023-06-01T10:00+02:00[Europe/Paris]');
  ({ id, version } = await aCandidacy(journey.server, { waveId: journey.february.id, state: 'selected', lead: ALES }));
});
afterAll(() => journey.end());

describe("l'engagement des cabinets", () => {
  const startsOn = '2023-06-01';
  const engage = (body: object, ifMatch = version, as = office) => as.post(at('/engagement'), body, { ifMatch });

  it('demande la version lue, et la bonne', async () => {
    expect((await office.post(at('/engagement'), { firms: team(50, 50), startsOn })).status).toBe(428);
    expect((await engage({ firms: team(50, 50), startsOn }, 1)).body).toMatchObject({
      status: 409,
      code: 'stale-version',
    });
  });

  it('est refusé au territoire, et à un cabinet', async () => {
    expect((await engage({ firms: team(50, 50), startsOn }, version, journey.ales)).status).toBe(403);
    expect((await engage({ firms: team(50, 50), startsOn }, version, ancoris)).status).toBe(403);
  });

  it.each([
    ['une somme qui n’est pas celle de la mission', () => ({ firms: team(50, 49.5) }), ['person-days-sum']],
    [
      'ce qui n’est pas un cabinet',
      () => ({ firms: [{ organisationId: '01920000-0000-7000-8000-00000000dead', personDays: 100 }] }),
      ['not-a-consultancy'],
    ],
    ['un quart de jour', () => ({ firms: team(50.25, 49.75) }), ['not_multiple_of', 'not_multiple_of']],
    ['une fin avant le début', () => ({ firms: team(50, 50), endsOn: '2023-05-31' }), ['custom']],
  ])('refuse %s', async (_, body, codes) => {
    const answer = await engage({ startsOn, ...body() });
    expect(answer.status).toBe(422);
    expect((answer.body.errors as { code: string }[]).map((one) => one.code)).toEqual(codes);
  });

  it("ouvre le dossier aux cabinets et l'amène en ingénierie, pour les cent jours de l'appel", async () => {
    expect((await ancoris.get(at())).status).toBe(404);
    const answer = await engage({ firms: team(60, 40), startsOn, endsOn: '2023-09-30' });
    expect(answer.body).toMatchObject({ state: 'engineering', version: version + 1 });
    expect(answer.headers.get('etag')).toBe(`"v${version + 1}"`);
    version += 1;
    expect((await ancoris.get(at())).status).toBe(200);
    expect((await office.get(at('/mission'))).body).toMatchObject({
      personDays: 100,
      personDaysUsed: 0,
      firms: [
        { name: 'Ancoris', personDays: 60, personDaysUsed: 0 },
        { name: 'Inec', personDays: 40, personDaysUsed: 0 },
      ],
      startsOn,
      endsOn: '2023-09-30',
      closedAt: null,
      interviews: 0,
      projects: 0,
      capexEur: 0,
    });
    expect((await audit()).slice(-2)).toEqual(['mission.engaged', 'candidacy.engaged']);
  });

  it('laisse le nom des cabinets pour la lettre au territoire', async () => {
    const { rows } = await journey.judge.query<{ payload: object }>(
      "select payload from platform.outbox where candidacy_id = $1 and kind = 'candidacy.engaged'",
      [id],
    );
    expect(rows).toMatchObject([{ payload: { firmNames: ['Ancoris', 'Inec'], personDays: 100, firms: 2 } }]);
  });

  it('ne se fait pas deux fois', async () => {
    expect((await engage({ firms: team(50, 50), startsOn })).body).toMatchObject({
      status: 422,
      code: 'illegal-event',
    });
  });
});

describe('les jours-hommes', () => {
  const record = (personDays: number, { as = office, organisationId = firms.inec, date = '2023-06-14' } = {}) =>
    as.post(at('/mission/person-days'), { organisationId, date, personDays });

  beforeAll(() => journey.clock.set('2023-07-03T10:00+02:00[Europe/Paris]'));

  it('se déclarent par cabinet et s’additionnent', async () => {
    expect((await record(10.5, { as: inec })).body).toEqual({
      organisationId: firms.inec,
      personDays: 40,
      personDaysUsed: 10.5,
      personDaysLeft: 29.5,
    });
    expect((await record(-0.5)).body).toMatchObject({ personDaysUsed: 10 });
  });

  it('ne dépassent pas ce qui est engagé : le refus dit ce qui reste', async () => {
    expect((await record(30.5)).body).toMatchObject({ status: 422, code: 'person-days-exceeded', personDaysLeft: 30 });
  });

  it.each([
    ['plus que ce qui fut déclaré', { personDays: -10.5 }, 422, 'person-days-exceeded'],
    ['avant le début de la mission', { date: '2023-05-31' }, 422, 'date-outside-mission'],
    ['dans le futur', { date: '2023-07-04' }, 422, 'date-outside-mission'],
  ])('ne se déclarent ni ne se retirent %s', async (_, days: { personDays?: number; date?: string }, status, code) => {
    const { personDays = 1, ...more } = days;
    expect((await record(personDays, more)).body).toMatchObject({ status, code });
  });

  it('d’un cabinet ne se déclarent pas par un autre', async () => {
    expect((await record(1, { as: ancoris })).body).toMatchObject({ status: 403, code: 'another-firm' });
  });

  it('tiennent aussi contre deux écritures simultanées faites à côté du produit', async () => {
    const insert = `insert into missions.person_days (id, candidacy_id, organisation_id, worked_on, person_days, recorded_at)
      values (gen_random_uuid(), $1, $2, '2023-06-14', 20, '2023-07-03T10:00Z')`;
    expect(await overlapping(journey.database.ownerUrl, insert, [id, firms.inec])).toMatchObject({
      waited: true,
      outcome: { status: 'rejected', reason: { code: '23514', constraint: 'person_days_within_engaged' } },
    });
    expect((await office.get(at('/mission'))).body).toMatchObject({ personDaysUsed: 30 });
  });
});

describe("l'import des entretiens", () => {
  const HEADER = 'reference,company,heldOn,firm,invented\n';

  it('ajoute, met à jour par référence, et dit combien', async () => {
    const first = `${HEADER}E1,Fonderie des Gardons,2023-06-15,Ancoris,oui\nE2,Textile Cévenol,2023-06-16,inec,oui\n`;
    expect((await csv(ancoris, 'interviews', first)).body).toEqual({
      added: 2,
      updated: 0,
      unchanged: 0,
      interviews: 2,
    });
    const second = `${HEADER}E2,Textile Cévenol,2023-06-17,Inec,oui\nE3,Chimie du Gard,2023-06-19,,oui\nE1,Fonderie des Gardons,2023-06-15,Ancoris,oui\n`;
    expect((await csv(ancoris, 'interviews', second)).body).toEqual({
      added: 1,
      updated: 1,
      unchanged: 1,
      interviews: 3,
    });
  });

  it('refuse tout pour une seule cellule, nommée par ligne et colonne', async () => {
    const file = `${HEADER}E4,Neuve,2023-06-15,Roland,oui\nE5,Autre,2023-12-15,Inec,oui\nE5,Autre,2023-06-15,Inec,oui\n`;
    const answer = await csv(office, 'interviews', file);
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'file-refused',
      errors: [
        { pointer: 'corps:2:21', code: 'firm-not-engaged' },
        { pointer: 'corps:3:10', code: 'in-the-future' },
        { pointer: 'corps:4:1', code: 'reference-twice' },
      ],
    });
    expect((await office.get(at('/mission'))).body).toMatchObject({ interviews: 3 });
  });

  it('refuse un fichier en Windows-1252 à sa place', async () => {
    const file = Buffer.concat([
      Buffer.from(`${HEADER}E9,M`),
      Buffer.from([0xe9]),
      Buffer.from('tal,2023-06-15,Inec,non\n'),
    ]);
    expect((await csv(office, 'interviews', file)).body).toMatchObject({
      code: 'file-refused',
      errors: [{ pointer: 'corps:2:5', code: 'not-utf8' }],
    });
  });

  it('n’accepte que du CSV, jusqu’à 5 Mo', async () => {
    expect((await office.post(at('/mission/interviews/import'), { a: 1 })).body).toMatchObject({ status: 415 });
    expect((await csv(office, 'interviews', 'x'.repeat(5_300_000))).body).toMatchObject({ status: 413 });
  });
});

describe("l'import des projets et leur orientation", () => {
  const HEADER = 'reference;company;title;capexEur;jobsPotential;jobsPlanned;isStructuring;invented';
  const rows = (n: number) =>
    Array.from(
      { length: n },
      (_, i) =>
        `P${String(i + 1).padStart(3, '0')};Société ${i};Atelier ${i};1351145,04;4;2;${i < 17 ? 'oui' : 'non'};oui`,
    );
  const route = (routes: object[], as = office) => as.post(at('/mission/routes'), { routes });

  it('totalise projets, investissement et emplois au centime', async () => {
    const file = [HEADER, ...rows(131)].join('\n');
    expect((await csv(ancoris, 'projects', file)).body).toEqual({
      added: 131,
      updated: 0,
      unchanged: 0,
      projects: 131,
      capexEur: 177_000_000.24,
      jobsPotential: 524,
      jobsPlanned: 262,
    });
    expect((await csv(ancoris, 'projects', file)).body).toMatchObject({ added: 0, unchanged: 131, projects: 131 });
  });

  it('refuse un montant hors de portée, et des montants qui le sont ensemble', async () => {
    const huge = (reference: string, amount: string) => `${reference};A;B;${amount};0;0;non;oui`;
    expect(
      (await csv(office, 'projects', `${HEADER}\n${huge('X', '1e999')}\n${huge('Y', '99999999999999')}\n`)).body,
    ).toMatchObject({
      errors: [{ pointer: 'corps:2:7' }, { pointer: 'corps:3:7' }],
    });
    const both = [HEADER, huge('X', '8999999999999'), huge('Y', '8999999999999')].join('\n');
    expect((await csv(office, 'projects', both)).body).toMatchObject({ status: 422, code: 'money-overflow' });
    const one = [HEADER, huge('X', '8999999999999')].join('\n');
    expect((await csv(office, 'projects', one)).body).toMatchObject({ status: 422, code: 'money-overflow' });
    expect((await office.get(at('/mission'))).body).toMatchObject({ projects: 131 });
  });

  it('oriente des projets en une fois, et prévient quand l’enveloppe n’est pas le dernier recours', async () => {
    const some = (n: number, scheme: string, from = 0) =>
      Array.from({ length: n }, (_, i) => ({ projectRef: `P${String(from + i + 1).padStart(3, '0')}`, scheme }));
    expect((await route(some(26, 'france2030'))).body).toMatchObject({ routed: 26 });
    expect((await route([...some(1, 'envelope'), ...some(1, 'envelope', 40), ...some(1, 'france2030')])).body).toEqual({
      routed: 2,
      results: [
        {
          projectRef: 'P001',
          scheme: 'envelope',
          result: 'routed',
          warning: expect.stringContaining('dernier recours') as string,
        },
        { projectRef: 'P041', scheme: 'envelope', result: 'routed', warning: null },
        { projectRef: 'P001', scheme: 'france2030', result: 'already-routed', warning: null },
      ],
    });
    expect((await office.get(at('/mission'))).body).toMatchObject({
      routes: { france2030: 26, envelope: 2 },
      structuringProjects: 17,
      structuringJobsPlanned: 34,
    });
  });

  it('n’oriente rien quand une référence est inconnue', async () => {
    expect(
      (
        await route([
          { projectRef: 'P099', scheme: 'ademe' },
          { projectRef: 'Z', scheme: 'ademe' },
        ])
      ).body,
    ).toMatchObject({
      status: 422,
      code: 'unknown-project',
      errors: [{ pointer: '/routes/1/projectRef' }],
    });
  });

  it('laisse un projet abandonné dans la liste, hors des chiffres', async () => {
    const file =
      'reference,company,title,capexEur,jobsPotential,jobsPlanned,invented,status\nP131,Société 130,Atelier 130,1351145.04,4,2,oui,dropped\n';
    expect((await csv(office, 'projects', file)).body).toMatchObject({ updated: 1, projects: 130 });
  });

  it('se lit par pages, dans l’ordre des références', async () => {
    const read: string[] = [];
    let after = '';
    for (;;) {
      const { body } = await ancoris.get(at(`/mission/projects?limit=50&after=${after}`));
      read.push(...(body.items as { reference: string }[]).map((one) => one.reference));
      if (body.next === null) break;
      after = body.next as string;
    }
    expect(read).toHaveLength(131);
    expect(read).toEqual([...read].sort());
    expect((await ancoris.get(at('/mission/projects?limit=1'))).body).toMatchObject({
      items: [{ reference: 'P001', capexEur: 1351145.04, schemes: ['envelope', 'france2030'], invented: true }],
    });
  });

  it('ne se voit pas de qui ne voit pas le dossier', async () => {
    const stranger = await journey.seat({ role: 'consultancy' });
    expect((await stranger.get(at('/mission'))).status).toBe(404);
    expect((await stranger.get(at('/mission/projects'))).status).toBe(404);
    expect((await csv(stranger, 'projects', `${HEADER}\n`)).status).toBe(404);
  });
});

describe('la feuille de route', () => {
  it('se lit par axes dans leur ordre, chacun avec ses actions', async () => {
    const first = await journey.ales.post(at('/roadmap/axes'), {
      title: 'Foncier industriel',
      from: 2023,
      to: 2027,
      actions: [{ title: 'Recenser les friches' }],
    });
    expect(first.status).toBe(201);
    await office.post(at('/roadmap/axes'), { title: 'Compétences', from: 2023, to: 2027 });
    const added = await office.post(at(`/roadmap/axes/${String(first.body.id)}/actions`), {
      title: 'Groupe de travail',
      dueOn: '2024-03-31',
    });
    expect(added.status).toBe(201);
    expect((await ancoris.get(at('/roadmap'))).body).toMatchObject({
      axes: [
        {
          title: 'Foncier industriel',
          from: 2023,
          to: 2027,
          actions: [{ title: 'Recenser les friches' }, { dueOn: '2024-03-31' }],
        },
        { title: 'Compétences', actions: [] },
      ],
    });
    expect((await office.get(at('/mission'))).body).toMatchObject({ axes: 2, actions: 2 });
  });

  it('refuse des années à rebours et l’axe d’un autre dossier', async () => {
    expect((await office.post(at('/roadmap/axes'), { title: 'À rebours', from: 2027, to: 2023 })).status).toBe(422);
    const nowhere = at('/roadmap/axes/01920000-0000-7000-8000-00000000dead/actions');
    expect((await office.post(nowhere, { title: 'Perdue' })).status).toBe(404);
  });
});

describe('un très grand portefeuille', () => {
  let large: string;
  beforeAll(async () => {
    const found = await aCandidacy(journey.server, {
      ...{ waveId: journey.february.id, state: 'selected' },
      ...{ lead: CAMBRAI, members: [CAUDRESIS] },
    });
    large = found.id;
    const body = { firms: [{ organisationId: firms.inec, personDays: 100 }], startsOn: '2023-06-01' };
    await office.post(`/api/candidacies/${large}/engagement`, body, { ifMatch: found.version });
  });

  it('de vingt mille projets s’importe en une fois', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `P${i},Société ${i},Atelier,1000,1,oui`);
    const file = ['reference,company,title,capexEur,jobsPotential,invented', ...rows].join('\n');
    const answer = await office.send('POST', `/api/candidacies/${large}/mission/projects/import`, file, {
      headers: { 'content-type': 'text/csv' },
    });
    expect(answer.body).toMatchObject({ added: 20_000, capexEur: 20_000_000 });
  });

  it('se lit par l’index de son dossier, jamais par toute la table', async () => {
    await journey.judge.query('analyze missions.project');
    const plan = await journey.server.app
      .get(Transactions)
      .run(SYSTEM, (tx) =>
        tx.query<{ 'QUERY PLAN': string }>(statement('projects_page_plan', `explain ${PROJECTS_PAGE.text}`), [
          ...[large, null, null, null, null, 'P5', 51],
        ]),
      );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('project_candidacy_id_reference_key');
    expect(text).not.toContain('Seq Scan on project');
  });
});

describe('la clôture de la mission', () => {
  const remindOfReport = () =>
    inCase((_, tx) => {
      const deadline = { kind: 'mission-report-due', key: 'report', candidacyId: id, departement: '30' } as const;
      const dueAt = Temporal.Instant.from('2023-09-22T22:00:00Z');
      const rule = { kind: 'mission-report-due', before: [{ days: 7, unit: 'calendar' }] } as const;
      return journey.server.app.get(Reminders).replan(tx, [{ deadline: { ...deadline, dueAt }, rule }]);
    });

  it('fige les chiffres avec leur empreinte, que rien ne change plus', async () => {
    const frozen = await inCase((missions, tx) => missions.freezeFigures(tx, id, 'Comité de clôture'));
    expect(frozen.figures).toMatchObject({ interviews: 3, projects: 130, capexEur: 175_648_855.2, axes: 2 });
    expect(frozen.digest).toMatch(/^[0-9a-f]{64}$/);
    const { rows } = await journey.judge.query('select figures, digest from missions.frozen_figures');
    expect(rows).toEqual([{ figures: frozen.figures, digest: frozen.digest }]);
    await expect(journey.judge.query("update missions.frozen_figures set reason = 'autre'")).rejects.toThrow(
      /append-only/,
    );
  });

  it('ferme la mission : plus d’import, plus d’accès des cabinets, plus de rappel', async () => {
    await remindOfReport();
    await inCase((missions, tx) => missions.endMission(tx, id));
    await expect(inCase((missions, tx) => missions.endMission(tx, id))).rejects.toMatchObject({
      code: 'mission-closed',
    });
    expect((await csv(office, 'interviews', 'reference,company,heldOn\nE1,A,2023-06-15\n')).body).toMatchObject({
      code: 'mission-closed',
    });
    journey.clock.advance({ minutes: 1 });
    expect((await ancoris.get(at('/mission'))).status).toBe(404);
    const upcoming = await inCase((_, tx) => journey.server.app.get(Reminders).upcoming(tx, id));
    expect(upcoming.filter((one) => one.kind === 'mission-report-due')).toEqual([]);
    expect((await office.get(at('/mission'))).body).toMatchObject({ closedAt: '2023-07-03T08:00:00Z' });
  });

  it('donne les chiffres de plusieurs dossiers d’un coup, sans ceux qui n’ont pas de mission', async () => {
    const waveId = journey.february.id;
    const other = await aCandidacy(journey.server, { waveId, state: 'selected', lead: '200044618' as Siren });
    const figures = await inCase((missions, tx) => missions.figuresOf(tx, [other.id, id]));
    expect([...figures.keys()]).toEqual([id]);
  });

  it('laisse une trace de chaque acte dans le journal du dossier', async () => {
    expect(new Set(await audit())).toEqual(
      new Set([
        ...['candidacy.started', 'candidacy.deposited', 'candidacy.admitted', 'candidacy.selected'],
        ...['mission.engaged', 'candidacy.engaged', 'mission.person-days-recorded', 'mission.interviews-imported'],
        ...['mission.projects-imported', 'mission.projects-routed', 'roadmap.axis-added', 'roadmap.action-added'],
        ...['mission.figures-frozen', 'mission.ended'],
      ]),
    );
  });
});

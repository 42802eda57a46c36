import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeness } from '@rebond/calls';
import { CheckCallCommand } from '../../apps/cli/src/calls/check.command.js';
import { ImportProjectsCommand } from '../../apps/cli/src/missions/import-portfolio.command.js';
import { api, type Answer } from '../support/api.js';
import { aCandidacy } from '../support/cases.js';
import { png } from '../support/contents.js';
import { type Draft, FormJourney } from '../support/form-journey.js';
import { seatOf } from '../support/seats.js';

const MEGABYTE = 1_000_000;
const environment = process.env;
let journey: FormJourney;

/** Asks something wrong about a filled draft: nothing of it changes, and it deposits afterwards. */
async function refused(draft: Draft, wrong: () => Promise<Answer>): Promise<Answer> {
  const before = await journey.keptOf(draft);
  const answer = await wrong();
  expect(await journey.keptOf(draft)).toEqual(before);
  expect(await journey.deposit(draft)).toMatchObject({ status: 201, body: { state: 'submitted', version: 2 } });
  return answer;
}

/** A laureate whose mission has begun, with one project. */
async function mission(): Promise<string> {
  const { id, version } = await aCandidacy(journey.server, {
    waveId: journey.waveId,
    state: 'selected',
    lead: journey.nextSiren(),
  });
  const firm = await seatOf(journey.database, { role: 'consultancy', organisation: { name: `Cabinet ${id}` } });
  const engagement = { firms: [{ organisationId: firm.organisationId, personDays: 100 }], startsOn: '2023-01-10' };
  const engaged = await journey.office.post(`/api/candidacies/${id}/engagement`, engagement, { ifMatch: version });
  expect(engaged.status).toBe(201);
  expect((await importProjects(id, `${HEADER}P0,Forge,Atelier,1000000,3\n`)).status).toBe(200);
  return id;
}

const HEADER = 'reference,company,title,capexEur,jobsPotential\n';
const importProjects = (id: string, content: string | Buffer): Promise<Answer> =>
  fetch(new URL(`/api/candidacies/${id}/mission/projects/import`, journey.server.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${journey.officeToken}`, 'content-type': 'text/csv' },
    body: new Uint8Array(Buffer.from(content)),
  }).then(async (response) => ({
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as unknown,
  }));
const projectsOf = async (id: string) =>
  (await journey.rows('select reference from missions.project where candidacy_id = $1 order by 1', [id])).map(
    (row) => row['reference'],
  );

beforeAll(async () => {
  journey = await FormJourney.begin();
});
beforeEach(() => {
  journey.toBeforeCutoff();
  process.env = { ...environment, DATABASE_URL: journey.database.appUrl };
});
afterEach(() => {
  process.env = environment;
});
afterAll(() => journey.end());

describe('what is typed is kept', () => {
  it('when the JSON is malformed', async () => {
    const draft = await journey.filled();
    const answer = await refused(draft, () =>
      draft.as.send('PATCH', `${draft.path}/answers`, '{"fields": {"territoryName": {"value": "Autre", '),
    );
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'malformed-json', detail: "Le corps de la demande n'est pas un JSON valide." },
    });
  });

  it('when a request has unknown fields, and a form unknown questions: the known ones beside them are not saved', async () => {
    const draft = await journey.filled();
    const before = await journey.keptOf(draft);
    const territoryName = { value: 'Autre nom', seen: 1 };
    const extra = await draft.as.patch(`${draft.path}/answers`, { fields: { territoryName }, boss: 1 });
    expect(extra).toMatchObject({
      status: 422,
      body: {
        code: 'invalid-input',
        errors: [{ pointer: '/boss', code: 'unknown-field', detail: "Le champ « boss » n'est pas prévu." }],
      },
    });
    expect(await journey.keptOf(draft)).toEqual(before);
    const question = await refused(draft, () =>
      draft.as.patch(`${draft.path}/answers`, { fields: { territoryName, nowhere: { value: 1, seen: 0 } } }),
    );
    expect(question).toMatchObject({
      status: 422,
      body: {
        code: 'bad-answers',
        errors: [{ pointer: '/fields/nowhere', detail: expect.stringContaining('nowhere') }],
      },
    });
  });

  it('when blocking pieces are missing: the whole list at once, and then nothing but them is asked', async () => {
    const draft = await journey.started();
    await journey.save(draft, { territoryName: 'Territoire', industryTerritory: false });
    const before = await journey.keptOf(draft);
    const answer = await journey.deposit(draft);
    const expected = completeness(
      journey.definition,
      { territoryName: 'Territoire', industryTerritory: false },
      [draft.lead],
      new Map(),
    ).blocking;
    expect(expected.length).toBeGreaterThan(15);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'nothingBlockingIsMissing',
        detail: 'Des éléments indispensables au dépôt manquent.',
        errors: expected.map(({ key, detail }) => ({ pointer: `/answers/${key}`, code: 'absent', detail })),
      },
    });
    expect(await journey.keptOf(draft)).toEqual(before);
    await journey.fill(draft);
    expect((await journey.deposit(draft)).status).toBe(201);
    const { document } = (await draft.as.get<{ document: object }>(`${draft.path}/answers`)).body;
    expect(document).toMatchObject({ territoryName: 'Territoire' });
  });

  it('when two people type in one field: the first holds, and the second sees it', async () => {
    const draft = await journey.filled();
    const { versions } = (await draft.as.get<{ versions: Record<string, number> }>(`${draft.path}/answers`)).body;
    const seen = versions['territoryName'] ?? 0;
    await journey.save(draft, { territoryName: 'Le premier' });
    const answer = await refused(draft, () =>
      draft.as.patch(`${draft.path}/answers`, {
        fields: { territoryName: { value: 'Le second', seen }, contactRole: { value: 'Autre', seen: 1 } },
      }),
    );
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'field-conflict',
        detail: 'Ces champs ont été modifiés entre-temps par une autre personne.',
        errors: [{ pointer: '/fields/territoryName', code: 'changed' }],
        current: { territoryName: { value: 'Le premier', version: seen + 1 } },
      },
    });
  });
});

describe('a file is taken whole and right, or not at all', () => {
  it.each([
    ['content that is not its extension', 'Lettre.pdf', png(), 'companyLetters', 415, 'extension-mismatch'],
    ['an empty file', 'Lettre.pdf', Buffer.alloc(0), 'commitmentLetter', 422, 'empty-file'],
  ])('%s', async (_, filename, bytes, field, status, code) => {
    const draft = await journey.filled();
    const stored = await journey.rows('select count(*)::int as n from candidacies.document');
    const answer = await refused(draft, () => journey.announce(draft, filename, field, bytes));
    expect(answer).toMatchObject({ status, body: { code, detail: expect.stringMatching(/^[A-ZÉ].*\.$/) } });
    expect(await journey.rows('select count(*)::int as n from candidacies.document')).toEqual(stored);
    expect(journey.uploadsOf(draft)).toEqual([]);
  });

  it('one over the limit is cut off in mid-stream', async () => {
    const draft = await journey.filled();
    let sent = 0;
    const answer = await refused(draft, async () => {
      const announced = await journey.announce(draft, 'Lettre.pdf', 'commitmentLetter');
      const cut = await journey.stream(draft, announced.headers.get('location') ?? '', 60 * MEGABYTE);
      sent = cut.sent;
      return cut;
    });
    expect(answer).toMatchObject({
      status: 413,
      body: {
        code: 'file-too-large',
        detail: 'Le fichier dépasse la taille annoncée ou la limite de ce champ (10 Mo).',
        maxBytes: 10 * MEGABYTE,
      },
    });
    expect(sent).toBeLessThan(40 * MEGABYTE);
    expect(journey.uploadsOf(draft)).toEqual([]);
  });
});

describe('a case moves as it may, or stays', () => {
  it('a stale version', async () => {
    const draft = await journey.filled();
    const answer = await refused(draft, () => journey.deposit(draft, 7));
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'stale-version',
        detail: expect.stringMatching(/^Ce dossier a changé depuis que vous l’avez lu/),
        currentVersion: 1,
      },
    });
  });

  it('an event that its state does not know', async () => {
    const draft = await journey.filled();
    const answer = await refused(draft, () =>
      draft.as.post(`${draft.path}/withdrawal`, { reason: 'Pas encore déposée.' }, { ifMatch: 1 }),
    );
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'illegal-event', detail: "Une candidature en brouillon n'admet pas le retrait." },
    });
  });

  it('a closed wave: the answers stay, no receipt is given, and a prolongation finds them ready', async () => {
    const draft = await journey.filled();
    const before = await journey.keptOf(draft);
    journey.clock.set('2023-02-01T12:00+01:00[Europe/Paris]');
    expect(await journey.deposit(draft)).toMatchObject({
      status: 422,
      body: {
        code: 'receivedBeforeCutoff',
        detail: "La date limite est passée : le dépôt est arrivé à l'instant limite ou après.",
      },
    });
    const late = await draft.as.post('/api/candidacies', { waveId: journey.waveId, lead: draft.lead });
    expect(late).toMatchObject({
      status: 422,
      body: { code: 'wave-closed', detail: 'Cette relève est close : déposez dans la suivante.' },
    });
    expect(await journey.keptOf(draft)).toEqual(before);
    expect(await journey.rows('select 1 from candidacies.deposit where candidacy_id = $1', [draft.id])).toEqual([]);
    expect(await journey.rows('select id from candidacies.candidacy where lead_siren = $1', [draft.lead])).toEqual([
      { id: draft.id },
    ]);
    const prolonged = await journey.office.post(
      `/api/waves/${journey.waveId}/prolongation`,
      { cutoffAt: '2023-02-02T12:00:00+01:00', reason: 'Panne du 1er février.' },
      { ifMatch: 1 },
    );
    expect(prolonged.status).toBe(200);
    expect((await journey.deposit(draft)).status).toBe(201);
  });

  it('a second deposit of a lead in one wave names the first, and is ready when the first leaves', async () => {
    const first = await journey.filled();
    const receipt = await journey.deposit(first);
    const second = await journey.startedBy(first.as, first.token, first.lead);
    await journey.fill(second);
    const [one, other] = [await journey.keptOf(first), await journey.keptOf(second)];
    expect(await journey.deposit(second)).toMatchObject({
      status: 409,
      body: {
        code: 'duplicate-lead',
        detail: 'Ce chef de file a déjà déposé une candidature dans cette relève.',
        first: {
          candidacyId: first.id,
          receiptNumber: (receipt.body.receiptNumber as string).split('/')[0],
          depositedAt: '2023-01-10T08:00:00.000Z',
        },
      },
    });
    expect([await journey.keptOf(first), await journey.keptOf(second)]).toEqual([one, other]);
    expect((await first.as.post(`${first.path}/withdrawal`, {}, { ifMatch: 2 })).status).toBe(200);
    expect((await journey.deposit(second)).status).toBe(201);
  });

  it('an unknown SIREN in a perimeter opens no draft', async () => {
    const lead = journey.nextSiren();
    const { token } = await seatOf(journey.database, { role: 'epci_lead', organisation: { siren: lead } });
    const count = 'select count(*)::int as n from candidacies.candidacy';
    const before = await journey.rows(count);
    const members = [journey.nextSiren(), '732829320'];
    const answer = await api(journey.server.url, token).post('/api/candidacies', {
      waveId: journey.waveId,
      lead,
      members,
    });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'unknown-siren',
        detail: 'Le périmètre comporte un SIREN inconnu.',
        errors: [
          {
            pointer: '/members/1',
            code: 'unknown-siren',
            detail: "Le SIREN 732829320 n'est celui d'aucune intercommunalité ni commune.",
          },
        ],
      },
    });
    const mistyped = await api(journey.server.url, token).post('/api/candidacies', {
      waveId: journey.waveId,
      lead,
      members: ['123456789'],
    });
    expect(mistyped).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/members/0', detail: expect.stringContaining('SIREN') }] },
    });
    expect(await journey.rows(count)).toEqual(before);
  });
});

describe('amounts and files of a mission', () => {
  it('an amount beyond what can be counted commits nothing, nor the good one beside it', async () => {
    const id = await mission();
    const envelope = `/api/candidacies/${id}/envelope`;
    const before = (await journey.office.get<unknown>(envelope)).body;
    const answer = await journey.office.post(`${envelope}/commitments`, {
      commitments: [
        { funder: 'state', amountEur: 1_500_000 },
        { funder: 'local', amountEur: 90_000_000_000_000 },
      ],
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'money-overflow', detail: "Ce montant dépasse ce qu'un dossier peut porter." },
    });
    expect((await journey.office.get<unknown>(envelope)).body).toEqual(before);
    expect(await journey.rows('select 1 from funding.funder_commitment where candidacy_id = $1', [id])).toEqual([]);
  });

  it('an amount beyond it in a CSV is named by line and column, and no row is imported', async () => {
    const id = await mission();
    const answer = await importProjects(
      id,
      `${HEADER}P1,Forge,Four,1000000,3\nP2,Fonderie,Presse,99999999999999999,2\nP3,Usine,Robot,12,1\n`,
    );
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'file-refused',
        detail: "Le fichier corps comporte une erreur : rien n'a été importé.",
        errors: [{ pointer: 'corps:3:20', detail: expect.stringContaining("dépasse ce qu'un dossier peut porter") }],
      },
    });
    expect(await projectsOf(id)).toEqual(['P0']);
  });

  it('amounts that overflow only together are refused together', async () => {
    const id = await mission();
    const nearly = '8999999999999';
    const answer = await importProjects(id, `${HEADER}P1,A,B,${nearly},1\nP2,A,B,${nearly},1\n`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'money-overflow' } });
    expect(await projectsOf(id)).toEqual(['P0']);
  });

  it('a CSV in another encoding is named by line and column, through the API and the command line', async () => {
    const id = await mission();
    const latin1 = Buffer.from(`${HEADER}P1,Forge,Four,1000000,3\nP2,Forge,Électrolyse,1000,2\n`, 'latin1');
    const file = join(journey.folder, 'projets.csv');
    writeFileSync(file, latin1);
    const detail = "ce caractère n'est pas de l'UTF-8 : enregistrez le fichier en « CSV UTF-8 ».";
    expect(await importProjects(id, latin1)).toMatchObject({
      status: 422,
      body: { code: 'file-refused', errors: [{ pointer: 'corps:3:10', code: 'not-utf8', detail }] },
    });
    await expect(new ImportProjectsCommand().run([id, file])).rejects.toMatchObject({
      code: 'file-refused',
      message: `Le fichier ${file} comporte une erreur : rien n'a été importé.`,
      faults: [{ pointer: `${file}:3:10`, code: 'not-utf8', detail }],
    });
    expect(await projectsOf(id)).toEqual(['P0']);
    expect((await importProjects(id, latin1.toString('latin1'))).status).toBe(200);
    expect(await projectsOf(id)).toEqual(['P0', 'P1', 'P2']);
  });
});

describe('a definition with a cycle of conditions', () => {
  const question = (key: string, waitsFor: string): string =>
    `      - { key: ${key}, type: yesNo, label: X, requirement: optional, showIf: { field: ${waitsFor}, equals: true } }\n`;
  let cyclic: string;
  beforeAll(() => {
    const both = question('first', 'second') + question('second', 'first');
    cyclic = journey.source.replace('    fields:\n', `    fields:\n${both}`);
  });
  const fault = (name: string) => ({
    pointer: `${name}:${cyclic.split('\n').findIndex((text) => text.includes('key: first')) + 1}:9`,
    code: 'condition-cycle',
    detail: expect.stringContaining('first → second → first'),
  });

  it('is not published, and the call keeps its version', async () => {
    const before = await journey.rows('select * from calls.definition');
    expect(await journey.office.post('/api/calls', { source: cyclic, file: 'cycle.yaml' })).toMatchObject({
      status: 422,
      body: { code: 'bad-definition', errors: [fault('cycle.yaml')] },
    });
    expect(await journey.rows('select * from calls.definition')).toEqual(before);
    const draft = await journey.filled();
    expect((await journey.deposit(draft)).status).toBe(201);
  });

  it('is refused by rebond call check, with its line', async () => {
    const file = join(journey.folder, 'cycle.yaml');
    writeFileSync(file, cyclic);
    await expect(new CheckCallCommand().run([file])).rejects.toMatchObject({
      code: 'bad-definition',
      message: expect.stringContaining('cycle.yaml'),
      faults: [fault(file)],
    });
  });
});

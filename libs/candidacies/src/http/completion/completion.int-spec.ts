import { CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import type { Api } from '../../../../../test/support/api.js';

let journey: CaseJourney;
let office: Api;
let ales: Api;
let id: string;

const requests = () => `/api/candidacies/${id}/completion-requests`;
const read = async () => (await ales.get<unknown>(`/api/candidacies/${id}`)).body;
const clockRows = async () =>
  (
    await journey.judge.query('select kind from candidacies.legal_clock where candidacy_id = $1 order by n', [id])
  ).rows.map((row: { kind: string }) => row.kind);

beforeAll(async () => {
  journey = await CaseJourney.begin();
  ({ office, ales } = journey);
  id = await journey.deposited();
});
afterAll(() => journey.end());

describe('completion requests', () => {
  let first: string;

  it('the deposit started the legal clock: eight months to the day', async () => {
    expect(await read()).toMatchObject({ state: 'submitted', version: 2, implicitRejectionOn: '2023-09-21' });
  });

  it.each([
    ['an unknown field', { fields: ['needs', 'nowhere'], message: 'x' }, 'unknown-field'],
    ['a date that has passed', { fields: ['needs'], message: 'x', dueAt: '2023-01-01T00:00:00Z' }, 'deadlineIsAhead'],
    [
      'a date and a delay',
      { fields: ['needs'], message: 'x', dueAt: '2023-03-01T00:00:00Z', days: 3 },
      'invalid-input',
    ],
  ])('refuse %s', async (_, body, code) => {
    expect((await office.post(requests(), body, { ifMatch: 2 })).body).toMatchObject({ status: 422, code });
  });

  it('need the version that the office read', async () => {
    expect((await office.post(requests(), { fields: ['needs'], message: 'x' })).status).toBe(428);
    expect((await office.post(requests(), { fields: ['needs'], message: 'x' }, { ifMatch: 1 })).body).toMatchObject({
      status: 409,
      code: 'stale-version',
      currentVersion: 2,
    });
  });

  it('are the office’s to make: 403 for the territory, 404 for a case that another cannot see', async () => {
    expect((await ales.post(requests(), { fields: ['needs'], message: 'x' }, { ifMatch: 2 })).status).toBe(403);
    const cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
    const hidden = await cambrai.get(requests());
    const nowhere = await cambrai.get(requests().replace(id, '01920000-0000-7000-8000-00000000dead'));
    const stable = ({ instance: _instance, ...rest }: Record<string, unknown>) => rest;
    expect(hidden.status).toBe(404);
    expect(stable(hidden.body)).toEqual(stable(nowhere.body));
  });

  it('put the case on hold and suspend the legal clock', async () => {
    journey.clock.set('2023-02-10T10:00+01:00[Europe/Paris]');
    const asked = await office.post(
      requests(),
      { fields: ['needs'], message: 'Précisez vos besoins.', days: 20 },
      { ifMatch: 2 },
    );
    expect(asked.status).toBe(201);
    expect(asked.headers.get('etag')).toBe('"v3"');
    expect(asked.body).toMatchObject({
      state: 'incomplete',
      implicitRejectionOn: '2023-10-11',
      dueAt: '2023-03-02T23:00:00Z',
    });
    first = asked.body.request;
    expect(await clockRows()).toEqual(['start', 'suspend']);
  });

  it('may be several; the clock notes the delay of each', async () => {
    const asked = await office.post(requests(), { fields: ['contact'], message: 'Qui appeler ?' }, { ifMatch: 3 });
    expect(asked.body).toMatchObject({ state: 'incomplete', version: 4 });
    expect(await clockRows()).toEqual(['start', 'suspend', 'suspend']);
    const cancelled = await office.post(
      `${requests()}/${asked.body.request}/cancellation`,
      { reason: 'Trouvé au téléphone.' },
      { ifMatch: 4 },
    );
    expect(cancelled.body).toMatchObject({ state: 'incomplete', version: 5 });
    const again = await office.post(
      `${requests()}/${asked.body.request}/cancellation`,
      { reason: 'x' },
      { ifMatch: 5 },
    );
    expect(again.body).toMatchObject({ status: 422, code: 'request-closed' });
  });

  it('are not answered while what was asked is missing: the whole list is given', async () => {
    expect((await journey.save(ales, id, { needs: null })).status).toBe(200);
    const answered = await ales.post(`${requests()}/${first}/answer`, {}, { ifMatch: 5 });
    expect(answered.body).toMatchObject({
      status: 422,
      code: 'still-missing',
      errors: [{ pointer: '/answers/needs', code: 'absent' }],
    });
  });

  it('are answered: the file is frozen again, the clock resumes with the days that it stood still', async () => {
    await journey.save(ales, id, { needs: 'Détecter et accélérer des projets' });
    journey.clock.set('2023-02-20T10:00+01:00[Europe/Paris]');
    const answered = await ales.post(`${requests()}/${first}/answer`, { answer: 'Voici.' }, { ifMatch: 5 });
    expect(answered.body).toMatchObject({
      state: 'submitted',
      version: 6,
      stillOpen: 0,
      implicitRejectionOn: '2023-10-01',
    });
    expect(await clockRows()).toEqual(['start', 'suspend', 'suspend', 'resume']);
    const deposits = (await office.get(`/api/candidacies/${id}/deposits`)).body.items;
    expect(deposits).toMatchObject([
      { n: 1, kind: 'deposit', implicitRejectionOn: '2023-09-21' },
      { n: 2, kind: 'completion', digest: answered.body.digest, implicitRejectionOn: '2023-10-01' },
    ]);
    expect(await read()).toMatchObject({ depositedAt: '2023-01-20T09:00:00Z' });
  });

  it('stay readable, with the message of the cancelled one', async () => {
    expect((await ales.get(requests())).body.items).toMatchObject([
      { id: first, open: false, answer: 'Voici.' },
      { message: 'Qui appeler ?', open: false, cancelReason: 'Trouvé au téléphone.' },
    ]);
  });

  it('cannot be answered once the case is back', async () => {
    const answered = await ales.post(`${requests()}/${first}/answer`, {}, { ifMatch: 6 });
    expect(answered.body).toMatchObject({ status: 422, code: 'illegal-event' });
    expect(answered.body.detail).toBe("Une candidature déposée n'admet pas la réponse à une demande de complément.");
  });

  it('between two deposits, the difference is told field by field', async () => {
    expect((await office.get(`/api/candidacies/${id}/differences?from=1&to=2`)).body).toMatchObject({
      perimeter: { added: [], removed: [] },
      fields: [{ key: 'needs', label: 'Besoins', change: 'changed', before: 'Détecter des projets' }],
    });
  });

  it('are told by the timeline, with their messages, to the roles that may read them', async () => {
    const lines = (await ales.get(`/api/candidacies/${id}/timeline`)).body.items as Record<string, unknown>[];
    expect(lines.map((line) => line.action)).toEqual([
      'candidacy.started',
      'candidacy.deposited',
      'candidacy.completion-requested',
      'candidacy.completion-requested',
      'candidacy.completion-cancelled',
      'candidacy.completed',
    ]);
    expect(lines[2]).toMatchObject({
      role: 'programme_director',
      sentence: 'Demande de complément, à satisfaire au plus tard le 2 mars 2023 à 24:00.',
      personal: { message: 'Précisez vos besoins.' },
    });
    const seen = (await office.get(`/api/candidacies/${id}/timeline?limit=2`)).body;
    expect(seen.items).toMatchObject([{ action: 'candidacy.deposited' }, { action: 'candidacy.completion-requested' }]);
    const rest = (await office.get(`/api/candidacies/${id}/timeline?after=${encodeURIComponent(seen.next)}`)).body;
    expect(rest.items).toHaveLength(3);
    expect((await office.get(`/api/candidacies/${id}/timeline?after=x`)).status).toBe(400);
  });
});

import { CAMBRAI, CAUDRESIS, CaseJourney } from '../../../../../test/support/case-journey.js';
import type { Api } from '../../../../../test/support/api.js';

let journey: CaseJourney;
let cambrai: Api;
let id: string;

const pieces = () => `/api/candidacies/${id}/pieces`;
const owed = async () => (await cambrai.get(pieces())).body.items as Record<string, unknown>[];

beforeAll(async () => {
  journey = await CaseJourney.begin();
  cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  const started = await cambrai.post('/api/candidacies', {
    waveId: journey.february.id,
    lead: CAMBRAI,
    members: [CAUDRESIS],
  });
  id = started.body.id as string;
  await journey.save(cambrai, id, { needs: 'Accélérer des projets' });
  await cambrai.post(`/api/candidacies/${id}/deposit`, undefined, { ifMatch: 1 });
});
afterAll(() => journey.end());

describe('pieces owed', () => {
  it('are one délibération per EPCI, thirty days after the cut-off', async () => {
    expect(await owed()).toMatchObject([
      { field: 'deliberation', siren: CAUDRESIS, dueOn: '2023-03-03', providedAt: null, late: false },
      { field: 'deliberation', siren: CAMBRAI, dueOn: '2023-03-03', providedAt: null, late: false },
    ]);
  });

  it.each([
    ['of a field that owes nothing', 'letter', {}, 'piece-not-owed'],
    ['without the EPCI that gives it', 'deliberation', {}, 'piece-not-owed'],
    ['asked of laureates only', 'bankDetails', {}, 'piece-not-owed'],
  ])('are not given %s', async (_, field, more, code) => {
    const documentId = await journey.document(id);
    const given = await cambrai.post(`${pieces()}/${field}`, { documentId, ...more }, { ifMatch: 2 });
    expect(given.body).toMatchObject({ status: 422, code });
  });

  it('are not given by a document of another case, nor of a type that the field refuses', async () => {
    const elsewhere = '01920000-0000-7000-8000-00000000dead';
    const unknown = await cambrai.post(
      `${pieces()}/deliberation`,
      { siren: CAMBRAI, documentId: elsewhere },
      { ifMatch: 2 },
    );
    expect(unknown.body).toMatchObject({
      status: 422,
      code: 'bad-document',
      errors: [{ pointer: `/answers/deliberation/${CAMBRAI}`, detail: expect.stringContaining('introuvable') }],
    });
    const image = await journey.document(id, { mediaType: 'image/png' });
    const refused = await cambrai.post(
      `${pieces()}/deliberation`,
      { siren: CAMBRAI, documentId: image },
      { ifMatch: 2 },
    );
    expect(refused.body.errors[0].detail).toContain('type de document refusé');
  });

  it('are given on time; the answers and the completeness agree', async () => {
    const documentId = await journey.document(id);
    const given = await cambrai.post(`${pieces()}/deliberation`, { siren: CAMBRAI, documentId }, { ifMatch: 2 });
    expect(given.body).toMatchObject({ version: 3, state: 'submitted', late: false, stillOwed: 1 });
    expect(given.headers.get('etag')).toBe('"v3"');
    const answers = (await cambrai.get(`/api/candidacies/${id}/answers`)).body;
    expect(answers).toMatchObject({
      document: { deliberation: { [CAMBRAI]: [documentId] } },
      versions: { deliberation: 1 },
    });
    expect((await cambrai.get(`/api/candidacies/${id}/completeness`)).body).toMatchObject({
      ready: true,
      promised: [{ key: 'deliberation', siren: CAUDRESIS }],
      afterSelection: [{ key: 'bankDetails' }],
    });
  });

  it('are given once', async () => {
    const documentId = await journey.document(id);
    const again = await cambrai.post(`${pieces()}/deliberation`, { siren: CAMBRAI, documentId }, { ifMatch: 3 });
    expect(again.body).toMatchObject({ status: 422, code: 'piece-already-provided' });
  });

  it('are accepted late, and said to be late', async () => {
    journey.clock.set('2023-03-04T00:00+01:00[Europe/Paris]');
    expect((await owed())[0]).toMatchObject({ siren: CAUDRESIS, late: true });
    const documentId = await journey.document(id);
    const given = await cambrai.post(`${pieces()}/deliberation`, { siren: CAUDRESIS, documentId }, { ifMatch: 3 });
    expect(given.body).toMatchObject({ version: 4, late: true, stillOwed: 0 });
    expect(await owed()).toMatchObject([
      { siren: CAUDRESIS, late: true, documentId },
      { siren: CAMBRAI, late: false },
    ]);
  });

  it('of a laureate appear with the selection, and are given like the others', async () => {
    const version = await journey.put(id, 'selected');
    expect((await owed()).map((piece) => piece.field)).toEqual(['deliberation', 'deliberation', 'bankDetails']);
    const documentId = await journey.document(id);
    const given = await cambrai.post(`${pieces()}/bankDetails`, { documentId }, { ifMatch: version });
    expect(given.body).toMatchObject({ state: 'selected', siren: null, stillOwed: 0 });
  });
});

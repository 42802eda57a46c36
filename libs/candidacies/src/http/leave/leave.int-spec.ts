import { CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import type { Api } from '../../../../../test/support/api.js';

let journey: CaseJourney;
let office: Api;
let ales: Api;

const post = (as: Api, id: string, verb: string, body: unknown, ifMatch: number) =>
  as.post(`/api/candidacies/${id}/${verb}`, body, { ifMatch });

beforeAll(async () => {
  journey = await CaseJourney.begin();
  ({ office, ales } = journey);
});
afterAll(() => journey.end());

describe('a candidacy is judged admissible or not', () => {
  let id: string;
  beforeAll(async () => {
    id = await journey.deposited();
  });

  it('by the office only', async () => {
    expect((await post(ales, id, 'admissibility', { admissible: true }, 2)).status).toBe(403);
  });

  it.each([
    [{ admissible: false }, 'assessment-refused'],
    [{ admissible: false, reasons: [] }, 'assessment-refused'],
    [{ admissible: false, reasons: [' '] }, 'invalid-input'],
  ])('never without a reason: %j', async (body, code) => {
    expect((await post(office, id, 'admissibility', body, 2)).body).toMatchObject({ status: 422, code });
  });

  it('admissible, it stays submitted and may be judged', async () => {
    const admitted = await post(office, id, 'admissibility', { admissible: true }, 2);
    expect(admitted.body).toMatchObject({ state: 'submitted', version: 3 });
    expect((await ales.get(`/api/candidacies/${id}`)).body.admissibility).toBe('admissible');
  });

  it('inadmissible, it ends there; the reasons are kept apart, where they can be erased', async () => {
    const reasons = ['Le périmètre ne comporte aucun emploi industriel.'];
    const refused = await post(office, id, 'admissibility', { admissible: false, reasons }, 3);
    expect(refused.body).toMatchObject({ state: 'inadmissible', version: 4 });
    const lines = (await ales.get(`/api/candidacies/${id}/timeline`)).body.items as Record<string, unknown>[];
    expect(lines.at(-1)).toMatchObject({
      sentence: 'Candidature déclarée irrecevable.',
      facts: { reasons: 1 },
      personal: { reasons },
    });
    const { rows } = await journey.judge.query('select payload from platform.outbox where candidacy_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(reasons[0]);
    expect((await post(office, id, 'admissibility', { admissible: true }, 4)).body).toMatchObject({
      status: 422,
      code: 'illegal-event',
      detail: "Une candidature irrecevable n'admet pas la recevabilité.",
    });
  });
});

describe('a territory leaves', () => {
  let cambrai: Api;
  let id: string;
  beforeAll(async () => {
    cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
    id = await journey.deposited(cambrai, CAMBRAI);
  });

  it('another one learns nothing: 404', async () => {
    expect((await post(ales, id, 'withdrawal', {}, 2)).status).toBe(404);
  });

  it('a draft is not withdrawn, and a case that is not a laureate not abandoned', async () => {
    expect((await post(cambrai, id, 'abandonment', {}, 2)).body).toMatchObject({ status: 422, code: 'illegal-event' });
    expect((await post(office, id, 'closure', {}, 2)).body).toMatchObject({ status: 422, code: 'illegal-event' });
  });

  it('before the selection, with a reason or without', async () => {
    const left = await post(cambrai, id, 'withdrawal', { reason: 'Un autre appel convient mieux.' }, 2);
    expect(left.body).toMatchObject({ state: 'withdrawn', version: 3 });
    expect(left.headers.get('etag')).toBe('"v3"');
    const again = await journey.deposited(cambrai, CAMBRAI);
    expect((await post(cambrai, again, 'withdrawal', {}, 2)).body).toMatchObject({ state: 'withdrawn' });
  });

  it('once laureate, it abandons', async () => {
    const laureate = await journey.deposited(cambrai, CAMBRAI);
    const version = await journey.put(laureate, 'engineering');
    expect((await post(cambrai, laureate, 'abandonment', {}, version)).body).toMatchObject({ state: 'abandoned' });
  });
});

describe('a firm engaged on the mission of a laureate', () => {
  it('loses its access when the laureate gives up', async () => {
    const lead = '242900835' as never;
    const douai = await journey.seat({ role: 'epci_lead', organisation: { siren: lead } });
    const id = await journey.deposited(douai, lead);
    const firm = await journey.seat({ role: 'consultancy' });
    await journey.judge.query(
      `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at)
       values ($1, $2, 'mission', '2023-01-01T00:00:00Z')`,
      [id, firm.seat.organisationId],
    );
    const version = await journey.put(id, 'engineering');
    expect((await firm.get(`/api/candidacies/${id}`)).status).toBe(200);
    expect((await post(douai, id, 'abandonment', { reason: 'Fermeture du site.' }, version)).status).toBe(200);
    expect((await firm.get(`/api/candidacies/${id}`)).status).toBe(404);
    expect((await douai.get(`/api/candidacies/${id}`)).status).toBe(200);
  });
});

describe('the follow-up ends', () => {
  it('by the programme office, once the projects are funded', async () => {
    const id = await journey.deposited(
      await journey.seat({ role: 'epci_lead', organisation: { siren: '200044618' } }),
      '200044618' as never,
    );
    const version = await journey.put(id, 'funded');
    const officer = await journey.seat({ role: 'bdt_officer' });
    expect((await post(officer, id, 'closure', {}, version)).status).toBe(403);
    expect((await post(office, id, 'closure', {}, version)).body).toMatchObject({ state: 'closed' });
  });
});

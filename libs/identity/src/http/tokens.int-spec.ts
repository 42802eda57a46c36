import { CaseJourney } from '../../../../test/support/case-journey.js';

let journey: CaseJourney;

beforeAll(async () => {
  journey = await CaseJourney.begin();
});
afterAll(() => journey.end());

describe('a token', () => {
  it('is shown once: a repeat of the demand gets the rest of the answer, and no row holds it', async () => {
    const { id: seat } =
      (await journey.judge.query<{ id: string }>('select id from identity.seat limit 1')).rows[0] ?? {};
    const ask = () =>
      journey.office.post(`/api/seats/${seat}/tokens`, { label: 'essai' }, { idempotencyKey: 'token-1' });
    const first = await ask();
    expect(first).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^rbd_/) } });
    const again = await ask();
    expect(again.body).toEqual({ ...first.body, token: null });
    const { rows } = await journey.judge.query('select answer from platform.idempotency');
    expect(JSON.stringify(rows)).not.toContain('rbd_');
  });
});

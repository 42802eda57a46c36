import { ALES, CAMBRAI, CaseJourney } from '../support/case-journey.js';

let journey: CaseJourney;

beforeAll(async () => {
  journey = await CaseJourney.begin();
});
afterAll(() => journey.end());

const count = async (table: string, where: string, value: string): Promise<number> => {
  const { rows } = await journey.judge.query<{ n: number }>(`select count(*) as n from ${table} where ${where}`, [
    value,
  ]);
  return Number(rows[0]?.n);
};

describe('a demand repeated under its Idempotency-Key', () => {
  let id: string;

  it('has one effect and the same answer', async () => {
    const start = { waveId: journey.february.id, lead: ALES };
    const first = await journey.ales.post('/api/candidacies', start, { idempotencyKey: 'start-1' });
    const again = await journey.ales.post('/api/candidacies', start, { idempotencyKey: 'start-1' });
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    id = first.body.id as string;
    expect(await count('candidacies.candidacy', 'id = $1', id)).toBe(1);
  });

  it('with another body is refused, and so is another route', async () => {
    const other = { waveId: journey.june.id, lead: ALES };
    const refused = await journey.ales.post('/api/candidacies', other, { idempotencyKey: 'start-1' });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'idempotency-key-reused',
        detail: 'Cette clé Idempotency-Key a déjà servi à une autre demande.',
      },
    });
    const deposit = await journey.ales.post(`/api/candidacies/${id}/deposit`, undefined, {
      idempotencyKey: 'start-1',
      ifMatch: 1,
    });
    expect(deposit).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('is another demand under the same key of another seat', async () => {
    const cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
    const started = await cambrai.post(
      '/api/candidacies',
      { waveId: journey.february.id, lead: CAMBRAI },
      { idempotencyKey: 'start-1' },
    );
    expect(started.status).toBe(201);
    expect(started.body.id).not.toBe(id);
  });

  it('a refusal is not remembered: the demand may be mended and sent again', async () => {
    const deposit = () =>
      journey.ales.post(`/api/candidacies/${id}/deposit`, undefined, { idempotencyKey: 'deposit-1', ifMatch: 1 });
    expect(await deposit()).toMatchObject({ status: 422, body: { code: 'nothingBlockingIsMissing' } });
    await journey.save(journey.ales, id, { needs: 'Détecter des projets' });
    expect((await deposit()).status).toBe(201);
  });

  it('a deposit repeated after the cut-off gets its receipt of before, with its ETag', async () => {
    const deposit = () =>
      journey.ales.post(`/api/candidacies/${id}/deposit`, undefined, { idempotencyKey: 'deposit-1', ifMatch: 1 });
    const before = await deposit();
    journey.clock.set(journey.february.cutoffAt);
    const after = await deposit();
    expect(after.status).toBe(201);
    expect(after.body).toEqual(before.body);
    expect(after.headers.get('etag')).toBe('"v2"');
    expect(await count('candidacies.deposit', 'candidacy_id = $1', id)).toBe(1);
    const late = await journey.ales.post(`/api/candidacies/${id}/deposit`, undefined, { ifMatch: 2 });
    expect(late.status).toBe(422);
  });

  it('twice at once: one effect, one answer', async () => {
    const lead = '200030633';
    const caudresis = await journey.seat({ role: 'epci_lead', organisation: { siren: lead } });
    const start = () =>
      caudresis.post('/api/candidacies', { waveId: journey.june.id, lead }, { idempotencyKey: 'at-once' });
    const answers = await Promise.all(Array.from({ length: 8 }, start));
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((one) => one.body.id as string)).size).toBe(1);
    expect(await count('candidacies.candidacy', 'lead_siren = $1', lead)).toBe(1);
  });
});

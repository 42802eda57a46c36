import { ALES, CaseJourney } from '../../../../../test/support/case-journey.js';

let journey: CaseJourney;

beforeAll(async () => {
  journey = await CaseJourney.begin();
});
afterAll(() => journey.end());

const start = (more: object) =>
  journey.ales.post('/api/candidacies', { waveId: journey.february.id, lead: ALES, ...more });

describe('the competent préfet and the associated Régions of a candidacy', () => {
  it('are those of its perimeter: the deposit will open the case to them', async () => {
    expect((await start({ departement: '59', regions: ['76', '32'] })).body).toMatchObject({
      status: 422,
      code: 'outside-perimeter',
      errors: [{ pointer: '/departement' }, { pointer: '/regions/1' }],
    });
    expect((await start({ departement: '30', regions: ['76'] })).status).toBe(201);
  });
});

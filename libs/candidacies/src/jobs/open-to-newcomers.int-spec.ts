import { CaseJourney, CAMBRAI, ALES } from '../../../../test/support/case-journey.js';
import { startProductWorker } from '../../../../test/support/product-worker.js';
import type { TestWorker } from '../../../../test/support/worker.js';

let journey: CaseJourney;
let worker: TestWorker;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  worker = await startProductWorker({ database: journey.database, clock: journey.clock });
});

afterAll(async () => {
  await worker.stop();
  await journey.end();
});

describe('an organisation registered after the deposit', () => {
  it.each([
    ['the competent préfecture', { role: 'sub_prefect', organisation: { departement: '30' } }, 200],
    ['the préfecture of another département', { role: 'sub_prefect', organisation: { departement: '59' } }, 404],
    ['the associated Région', { role: 'region_council', organisation: { region: '76' } }, 200],
    ['another Région', { role: 'region_council', organisation: { region: '32' } }, 404],
    ['another EPCI', { role: 'epci_member', organisation: { siren: CAMBRAI } }, 404],
  ] as const)('%s sees it or not, as if it had been there: %#', async (_who, spec, status) => {
    const { rows } = await journey.judge.query<{ id: string }>(
      'select id from candidacies.candidacy where lead_siren = $1',
      [ALES],
    );
    const id = rows[0]?.id ?? (await journey.deposited());
    const newcomer = await journey.seat(spec);
    await worker.settled();
    expect((await newcomer.get(`/api/candidacies/${id}`)).status).toBe(status);
  });
});

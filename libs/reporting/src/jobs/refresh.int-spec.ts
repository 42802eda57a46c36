import { randomUUID } from 'node:crypto';
import { SYSTEM, Transactions } from '@rebond/platform';
import { ALES, CaseJourney } from '../../../../test/support/case-journey.js';
import { RefreshLaureates } from './refresh-laureates.js';

let journey: CaseJourney;
let id: string;

const published = async () =>
  (
    await journey.judge.query<Record<string, unknown>>(
      'select state, projects, investment_cents, person_days from reporting.laureate',
    )
  ).rows;

/** As the outbox hands it over. */
const told = (kind: string) =>
  journey.server.app.get(Transactions).run(SYSTEM, (tx) =>
    new RefreshLaureates().handle(tx, {
      ...{ id: randomUUID(), stream: `candidacy:${id}`, kind, candidacyId: id as never, payload: {} },
      ...{ at: tx.at, traceId: 'test' },
    }),
  );

beforeAll(async () => {
  journey = await CaseJourney.begin();
  id = await journey.deposited(journey.ales, ALES);
  await journey.put(id, 'selected');
});
afterAll(() => journey.end());

describe('what is public of a laureate', () => {
  it('stays unpublished as long as it is not announced, whatever happens to the case', async () => {
    await told('candidacy.engaged');
    expect(await published()).toEqual([]);
  });

  it('has no figures before the closing committee, and those that it froze after', async () => {
    await journey.office.post(`/api/waves/${journey.february.id}/announcement`, {});
    await journey.judge.query(
      `insert into missions.mission (candidacy_id, person_days, starts_on, engaged_at) values ($1, 100, '2023-02-10', $2)`,
      [id, journey.clock.now().toString()],
    );
    await journey.judge.query(
      `insert into missions.frozen_figures (id, candidacy_id, taken_at, reason, figures, digest)
       values ($1, $2, $3, 'Comité', '{"interviews": 46, "projects": 131, "capexEur": 177000000, "jobsPotential": 586, "jobsPlanned": 0}', $4)`,
      [randomUUID(), id, journey.clock.now().toString(), 'a'.repeat(64)],
    );
    await journey.put(id, 'engineering');
    await told('mission.figures-frozen');
    expect(await published()).toMatchObject([{ state: 'engineering', projects: null, investment_cents: null }]);
    await journey.judge.query('update missions.mission set closed_at = $2 where candidacy_id = $1', [
      id,
      journey.clock.now().toString(),
    ]);
    await told('mission.figures-frozen');
    expect(await published()).toMatchObject([{ projects: 131 }]);
    const { body } = await journey.office.get<{ items: unknown[] }>('/api/laureates');
    expect(body.items).toMatchObject([{ projects: 131, investmentEur: 177_000_000, personDays: 100 }]);
  });
});

import { Client } from 'pg';
import { Cases } from '@rebond/candidacies';
import type { CandidacyId, Siren } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import { declared } from '../../../../test/support/declare.js';
import { CaseJourney } from '../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../test/support/cases.js';
import type { Api } from '../../../../test/support/api.js';

/** Statements that the process sends from here on, by name or text; stop it to have them. */
function listen(): () => string[] {
  const sent: string[] = [];
  const spy = jest.spyOn(Client.prototype, 'query');
  return () => {
    for (const [asked] of spy.mock.calls as unknown as [string | { name?: string; text: string }][])
      sent.push(typeof asked === 'string' ? asked : (asked.name ?? asked.text));
    spy.mockRestore();
    return sent;
  };
}

/** Letters are stored batch by batch, between two acts. */
const OF_LETTERS = new Set(['files_share', 'files_keep_for_later', 'letters_store', 'letters_of_list', 'COMMIT']);
const acts = (sent: readonly string[]): string[] =>
  sent.filter((one) => !OF_LETTERS.has(one) && !one.includes("'rebond.role', 'system'"));

describe('Une longue liste de décision', () => {
  let journey: CaseJourney;
  let director: Api;
  let minister: Api;
  let cases: { id: string; version: number }[];

  beforeAll(async () => {
    journey = await CaseJourney.begin();
    director = await journey.seat({ role: 'programme_director' });
    minister = await journey.seat({ role: 'minister_office' });
    const { rows } = await journey.judge.query<{ siren: Siren }>(
      `select siren from territories.body where kind = 'epci' and cardinality(departements) = 1 group by siren order by siren limit 303`,
    );
    cases = [];
    for (const { siren } of rows)
      cases.push(await aCandidacy(journey.server, { waveId: journey.february.id, state: 'submitted', lead: siren }));
    const { app } = journey.server;
    await app.get(Transactions).run(SYSTEM, async (tx) => {
      const ids = cases.map((one) => one.id as CandidacyId);
      await app.get(Cases).lock(tx, ids);
      await app
        .get(Cases)
        .move(tx, ...ids.map((id) => ({ id, expectedVersion: null, event: { type: 'ADMIT', facts: {} } as const })));
    });
    journey.clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
    await declared(journey.february.id, director);
  }, 120_000);
  afterAll(() => journey.end());

  const decide = async (listed: typeof cases): Promise<string[]> => {
    const outcomes = ['select', 'waitlist', 'reject'];
    const lines = listed.map(({ id, version }, n) => ({
      candidacyId: id,
      expectedVersion: version + 1,
      outcome: outcomes[n % 3],
      reasons: n % 3 === 2 ? ['Exposition non établie.'] : [],
    }));
    const stop = listen();
    const proposed = await director.post('/api/decision-lists', {
      waveId: journey.february.id,
      title: `Liste de ${listed.length}`,
      lines,
    });
    const validated = await minister.post(`/api/decision-lists/${proposed.body.id}/validation`, undefined, {
      ifMatch: 1,
    });
    const announced = await minister.post(`/api/decision-lists/${proposed.body.id}/announcement`, undefined, {
      ifMatch: 2,
    });
    const sent = stop();
    expect([proposed.status, validated.status, announced.status]).toEqual([201, 200, 200]);
    expect(announced.body.moved).toHaveLength(listed.length);
    return sent;
  };

  it('de 300 candidatures se propose, se valide et s’annonce avec autant de requêtes SQL que celle de trois', async () => {
    expect(cases).toHaveLength(303);
    const three = await decide(cases.slice(0, 3));
    const threeHundred = await decide(cases.slice(3));
    expect(threeHundred.filter((one) => one === 'cases_move')).toHaveLength(1);
    // The last list of a wave also opens its totals.
    expect(acts(threeHundred).filter((one) => one !== 'totals_open')).toEqual(acts(three));
    const { rows } = await journey.judge.query(
      'select state, count(*)::int as n from candidacies.candidacy group by state order by state',
    );
    expect(rows).toEqual([
      { state: 'rejected', n: 101 },
      { state: 'selected', n: 101 },
      { state: 'waitlisted', n: 101 },
    ]);
  });
});

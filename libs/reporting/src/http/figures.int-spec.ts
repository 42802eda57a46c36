import { randomUUID } from 'node:crypto';
import { SYSTEM, Transactions } from '@rebond/platform';
import { openSession } from '../../../../test/support/browser-session.js';
import { ALES, CAMBRAI, CaseJourney } from '../../../../test/support/case-journey.js';
import { Surfer } from '../../../../test/support/pages.js';
import { RefreshLaureates } from '../jobs/refresh-laureates.js';

let journey: CaseJourney;
let office: Surfer;
let anyone: Surfer;
let laureate: string;

/** As the outbox hands it over. */
const told = (kind: string) =>
  journey.server.app.get(Transactions).run(SYSTEM, (tx) =>
    new RefreshLaureates().handle(tx, {
      ...{ id: randomUUID(), stream: `candidacy:${laureate}`, kind, candidacyId: laureate as never, payload: {} },
      ...{ at: tx.at, traceId: 'test' },
    }),
  );
const commit = (cents: number) =>
  journey.judge.query(
    `insert into funding.funder_commitment (id, candidacy_id, funder, amount_cents, at) values ($1, $2, 'etat', $3, $4)`,
    [randomUUID(), laureate, cents, journey.clock.now().toString()],
  );
const column = (csv: string, name: string): readonly string[] => {
  const [head = '', ...rows] = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
  const rank = head.split(';').indexOf(name);
  return rows.map((row) => row.split(';')[rank] ?? '');
};

beforeAll(async () => {
  journey = await CaseJourney.begin();
  const cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  await journey.deposited(cambrai, CAMBRAI);
  laureate = await journey.deposited(journey.ales, ALES);
  await journey.put(laureate, 'selected');
  await journey.office.post(`/api/waves/${journey.february.id}/announcement`, {});
  const at = journey.clock.now().toString();
  await journey.judge.query(
    `insert into missions.mission (candidacy_id, person_days, starts_on, engaged_at) values ($1, 100, '2023-02-10', $2)`,
    [laureate, at],
  );
  await journey.judge.query('insert into funding.envelope (candidacy_id, created_at) values ($1, $2)', [laureate, at]);
  await commit(60_000_000);
  await journey.put(laureate, 'engineering');
  await journey.judge.query(`update candidacies.case_facets set state = 'engineering' where candidacy_id = $1`, [
    laureate,
  ]);
  await told('candidacy.engaged');
  office = new Surfer(
    journey.server.url,
    await openSession(journey.server, (await journey.seat({ role: 'programme_director' })).seat),
  );
  anyone = new Surfer(journey.server.url);
});
afterAll(() => journey.end());

describe('figures that are shown in several places', () => {
  it('are the same on the dashboard and in the export of the worklist', async () => {
    const { text } = await office.get('/programme/tableau-de-bord');
    const states = column((await office.get('/dossiers/export.csv')).html, 'État');
    const counted = Map.groupBy(states, (state) => state);
    expect(counted.size).toBe(2);
    for (const [state, cases] of counted) expect(text).toContain(`${state} ${String(cases.length)}`);
    expect(text).toContain('Occitanie 1');
  });

  it('are the same on the dashboard, for everyone, and in the API', async () => {
    const { text } = await office.get('/programme/tableau-de-bord');
    expect(text).toMatch(/Jours-hommes engagés 100/);
    expect(text).toMatch(/Enveloppes engagées 600 000(,00)? €/);
    const shown = await anyone.get('/laureats');
    expect(shown.text).toMatch(/Jours-hommes 100/);
    expect(shown.text).toMatch(/Enveloppe 600 000(,00)? €/);
    const { body } = await journey.office.get<{ items: unknown[] }>('/api/laureates');
    expect(body.items).toMatchObject([{ state: 'engineering', personDays: 100, envelopeEur: 600_000 }]);
  });

  it('follow what funders commit after the announcement, and say of when they are', async () => {
    journey.clock.set('2023-01-20T10:05+01:00[Europe/Paris]');
    await commit(15_000_000);
    await told('funding.committed');
    const { body } = await journey.office.get<{ items: unknown[] }>('/api/laureates');
    expect(body.items).toMatchObject([{ envelopeEur: 750_000, updatedAt: '2023-01-20T09:05:00Z' }]);
    const { text } = await office.get('/programme/tableau-de-bord');
    expect(text).toMatch(/Enveloppes engagées 750 000(,00)? €/);
    expect(text).toContain('au 20 janvier 2023 à 10:05');
  });
});

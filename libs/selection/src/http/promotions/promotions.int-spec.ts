import type { Api } from '../../../../../test/support/api.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { declared } from '../../../../../test/support/declare.js';
import { DecisionJourney, lineOf, type ListedCase } from '../../../../../test/support/decision-journey.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { WaitingListView } from '../../application/promotions/read-waiting-list.js';

let at: DecisionJourney;
let laureate: ListedCase;
let first: ListedCase;
let second: ListedCase;

const listOf = async (as: Api = at.director) =>
  (await as.get<WaitingListView>(`/api/waves/${at.waveId}/waiting-list`)).body;
const promote = (departed: ListedCase, as: Api = at.director) =>
  as.post(`/api/waves/${at.waveId}/promotions`, { departed: departed.id });
const versionOf = async (one: ListedCase) =>
  (await at.director.get(`/api/candidacies/${one.id}`)).body.version as number;
const stateOf = async (one: ListedCase) => (await at.director.get(`/api/candidacies/${one.id}`)).body.state as string;
const abandon = async (one: ListedCase) => {
  const left = await one.lead.post(
    `/api/candidacies/${one.id}/abandonment`,
    { reason: 'Renoncement' },
    { ifMatch: await versionOf(one) },
  );
  expect(left.status).toBe(200);
  await at.worker.settled();
};
const told = (): readonly string[] =>
  at.worker.inbox
    .to(at.director.seat.email)
    .filter(({ subject }) => subject.includes('une place se libère'))
    .map(({ text }) => text.replaceAll(/[\u202f\u00a0]/g, ' '));

/** One laureate, and two that wait. */
async function decide(): Promise<void> {
  await at.openWave();
  [laureate, first, second] = (await at.deposited(3)) as [ListedCase, ListedCase, ListedCase];
  const list = await at.frozen([
    lineOf(laureate, 'select', { envelopeEur: 1_500_000, personDays: 100 }),
    lineOf(first, 'waitlist'),
    lineOf(second, 'waitlist'),
  ]);
  expect((await at.announce(list)).status).toBe(200);
  await at.worker.settled();
  at.worker.inbox.clear();
}

beforeAll(async () => {
  at = await DecisionJourney.begin();
});
afterAll(() => at.end());
beforeEach(decide);

describe('a laureate that leaves', () => {
  it('frees a place and its envelope: the programme office is told, and the list is ranked', async () => {
    expect((await listOf()).departures).toEqual([]);
    await abandon(laureate);
    expect(told()).toEqual([expect.stringContaining('avec 1 500 000,00 €')]);
    const { waiting, departures } = await listOf();
    expect(waiting.map(({ rank, candidacyId }) => [rank, candidacyId])).toEqual([
      [1, first.id],
      [2, second.id],
    ]);
    expect(departures).toMatchObject([
      { candidacyId: laureate.id, envelopeEur: 1_500_000, personDays: 100, answeredBy: null },
    ]);
  });

  it('gives its place to the next that waits, by a list that a second person validates', async () => {
    await abandon(laureate);
    const proposed = await promote(laureate);
    expect([proposed.status, proposed.body.status]).toEqual([201, 'proposed']);
    expect(proposed.body.lines).toMatchObject([
      { candidacyId: first.id, outcome: 'select', envelopeEur: 1_500_000, personDays: 100 },
    ]);
    const { waiting, departures } = await listOf();
    expect([departures[0]?.answeredBy, waiting[0]?.listId, waiting[1]?.listId]).toEqual([
      ...[proposed.body.id, proposed.body.id, null],
    ]);
    expect(await stateOf(first)).toBe('waitlisted');
    const id = proposed.body.id as string;
    expect((await at.validate(id, at.director)).body.code).toBe('same-person');
    expect((await at.validate(id)).status).toBe(200);
    expect((await at.announce(id)).status).toBe(200);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['selected', 'waitlisted']);
    const [entry] = await at.rows(`select canonical from platform.audit_entry where action = 'decision-list.promoted'`);
    expect(JSON.stringify(entry)).toContain(laureate.id);
  });

  it('gives it once, also to two who ask together; a proposal that is withdrawn frees it again', async () => {
    await abandon(laureate);
    const colleague = await at.journey.seat({ role: 'programme_director' });
    const both = await Promise.all([promote(laureate), promote(laureate, colleague)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect((await promote(laureate)).body.code).toBe('place-taken');
    const made = both.findIndex(({ status }) => status === 201);
    const withdrawn = await (made === 0 ? at.director : colleague).post(
      `/api/decision-lists/${both[made]?.body.id as string}/withdrawal`,
      undefined,
      { ifMatch: 1 },
    );
    expect(withdrawn.status).toBe(200);
    expect((await promote(laureate)).status).toBe(201);
  });

  it('is nobody’s to replace that is still there, nor when nobody waits', async () => {
    expect((await promote(laureate)).status).toBe(404);
    await abandon(laureate);
    for (const one of [first, second])
      await one.lead.post(`/api/candidacies/${one.id}/withdrawal`, {}, { ifMatch: await versionOf(one) });
    expect((await promote(laureate)).body.code).toBe('nobody-waits');
  });

  it('while its list is frozen frees its place at the announcement, and is not known before', async () => {
    await at.openWave();
    const [leaver, waits] = (await at.deposited(2)) as [ListedCase, ListedCase];
    const list = await at.frozen([lineOf(leaver, 'select', { envelopeEur: 2_000_000 }), lineOf(waits, 'waitlist')]);
    await leaver.lead.post(`/api/candidacies/${leaver.id}/withdrawal`, {}, { ifMatch: leaver.version });
    await at.worker.settled();
    expect([told(), (await listOf()).departures]).toEqual([[], []]);
    const [row] = await at.rows('select version from selection.decision_list where id = $1', [list]);
    expect((await at.announce(list, at.minister, row?.['version'] as number)).status).toBe(200);
    await at.worker.settled();
    expect(told()).toEqual([expect.stringContaining('2 000 000,00 €')]);
    expect((await promote(leaver)).body.lines).toMatchObject([{ candidacyId: waits.id, envelopeEur: 2_000_000 }]);
  });
});

describe('who promotes', () => {
  it('nobody who is recused from a case of the lists: they would not see who is next', async () => {
    await abandon(laureate);
    const recused = await at.journey.seat({ role: 'programme_director' });
    await at.rows(
      `insert into identity.recusal (id, candidacy_id, wave_id, person_id, grounds, declared_at)
       values (gen_random_uuid(), $1, $2, $3, '{other}', '2023-01-02T00:00:00Z')`,
      [first.id, at.waveId, recused.seat.personId],
    );
    expect((await at.director.get(`/api/waves/${at.waveId}/waiting-list`)).status).toBe(200);
    const early = await recused.get(`/api/waves/${at.waveId}/waiting-list`);
    expect([early.status, early.body.code]).toEqual([403, 'recusals-first']);
    await declared(at.waveId, recused);
    expect((await listOf(recused)).waiting.map(({ candidacyId }) => candidacyId)).toEqual([second.id]);
    expect((await promote(laureate, recused)).body.code).toBe('recused-from-list');
  });

  it('from a page, with one button', async () => {
    await abandon(laureate);
    const surfer = new Surfer(at.journey.server.url, await openSession(at.journey.server, at.director.seat));
    expect((await surfer.get('/selection')).text).toContain('après le départ de lauréats');
    const proposed = await surfer.submit(
      await surfer.get('/selection/attente'),
      { action: '/selection/attente', button: 'Proposer la suivante' },
      { departed: laureate.id, waveId: at.waveId },
    );
    expect(proposed.heading).toContain('Promotion de la liste d’attente après le départ de');
    const minister = new Surfer(at.journey.server.url, await openSession(at.journey.server, at.minister.seat));
    const page = await minister.get('/selection/attente');
    expect(page.text).toContain('Donnée par une liste de décision');
    expect(page.forms.filter(({ action }) => action === '/selection/attente')).toEqual([]);
  });
});

import { openSession } from '../../../../../test/support/browser-session.js';
import {
  AFTER_CUTOFF,
  DecisionJourney,
  type ListedCase,
  type Person,
} from '../../../../../test/support/decision-journey.js';
import { declared } from '../../../../../test/support/declare.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { ItemView, SessionView } from '../../application/session/present.js';

const FIRST = '2023-03-15T10:00+01:00[Europe/Paris]';
const SECOND = '2023-03-24T10:00+01:00[Europe/Paris]';

describe('Une séance sans quorum (CRPA, art. R133-10)', () => {
  let lists: DecisionJourney;
  let director: Person;
  let officers: Person[];
  let secretary: Person;
  let cases: ListedCase[];
  let criterion: string;

  beforeAll(async () => {
    lists = await DecisionJourney.begin();
    ({ director } = lists);
    secretary = await lists.journey.seat({ role: 'minister_office' });
    const { body } = await lists.journey.office.get('/api/calls/rebond-industriel');
    criterion =
      (body as { definition: { grid: { criteria: { key: string }[] } } }).definition.grid.criteria[0]?.key ?? '';
  });
  afterAll(() => lists.end());
  beforeEach(async () => {
    await lists.openWave();
    cases = await lists.deposited(2);
    // They have declared no conflict with the waves that there are.
    officers = [];
    for (let n = 0; n < 3; n += 1) officers.push(await lists.journey.seat({ role: 'bdt_officer' }));
    for (const one of [director, secretary]) await declared(lists.waveId, one);
    lists.journey.clock.set(AFTER_CUTOFF);
  });

  const seats = (...people: Person[]) => people.map((one) => one.seat.seatId);
  const view = async (id: string) => (await director.get(`/api/sessions/${id}`)).body as unknown as SessionView;
  const seen = async (id: string) => ({ ifMatch: (await view(id)).version });
  const act = async (id: string, name: string, body?: object) =>
    director.post(`/api/sessions/${id}/${name}`, body, await seen(id));
  const attend = async (id: string, ...present: Person[]) =>
    director.put(`/api/sessions/${id}/attendance`, { present: seats(...present) }, await seen(id));
  const itemOf = async (id: string, one: ListedCase): Promise<ItemView> => {
    const found = (await view(id)).items.find((item) => item.candidacyId === one.id);
    if (!found) throw new Error('no such item');
    return found;
  };
  const decide = async (id: string, one: ListedCase, votes: number) =>
    director.put(
      `/api/sessions/${id}/items/${(await itemOf(id, one)).id}/decision`,
      { outcome: 'waitlist', criteria: [criterion], votes: { for: votes, against: 0, abstention: 0 } },
      await seen(id),
    );
  const convened = async (): Promise<string> => {
    const { status, body } = await director.post('/api/sessions', {
      ...{ waveId: lists.waveId, title: 'Comité de mars', startsAt: '2023-03-15T10:00:00+01:00', place: 'Salle 5' },
      ...{ chair: director.seat.seatId, secretary: secretary.seat.seatId },
      members: [
        ...seats(director, ...officers).map((seatId) => ({ seatId })),
        { seatId: secretary.seat.seatId, hasVote: false },
      ],
      otherItems: ['Règles de la séance'],
    });
    expect(status).toBe(201);
    return body.id as string;
  };
  const again = { startsAt: '2023-03-24T10:00:00+01:00', place: 'Salle 6' };

  it('ne siège pas, se convoque à nouveau dans les délais, et décide alors sans quorum', async () => {
    const [a] = cases as [ListedCase];
    const id = await convened();
    expect(await act(id, 'adjournment')).toMatchObject({ status: 422, body: { code: 'too-early' } });
    expect(await act(id, 'second-convocation', again)).toMatchObject({ body: { code: 'session-convened' } });
    lists.journey.clock.set(FIRST);
    await attend(id, director, officers[0] as Person, secretary);
    expect(await act(id, 'adjournment')).toMatchObject({ status: 422, body: { code: 'quorum-was-there' } });
    await attend(id, director, secretary);
    expect(await act(id, 'opening')).toMatchObject({ status: 422, body: { code: 'no-quorum' } });
    expect(await act(id, 'adjournment')).toMatchObject({ status: 200, body: { status: 'inquorate' } });
    expect(await attend(id, director, ...officers)).toMatchObject({ status: 422, body: { code: 'session-inquorate' } });

    const soon = { ...again, startsAt: '2023-03-17T10:00:00+01:00' };
    expect(await act(id, 'second-convocation', soon)).toMatchObject({
      status: 422,
      body: { code: 'too-short-notice' },
    });
    await lists.worker.settled();
    lists.worker.inbox.clear();
    const next = await act(id, 'second-convocation', again);
    expect(next).toMatchObject({ status: 201, body: { status: 'convened', followsId: id, quorum: { required: 0 } } });
    expect(await act(id, 'second-convocation', again)).toMatchObject({ body: { code: 'reconvened-already' } });
    const second = next.body.id as string;
    expect(await view(id)).toMatchObject({ followedById: second });
    const titles = async (of: string) => (await view(of)).items.map((one) => one.title);
    expect(await titles(second)).toEqual(await titles(id));
    await lists.worker.settled();
    expect(lists.worker.inbox.mails).toHaveLength(5);
    for (const { text } of lists.worker.inbox.mails) expect(text).toContain('Aucun quorum ne sera exigé');

    lists.journey.clock.set(SECOND);
    expect(await act(second, 'opening')).toMatchObject({ status: 422, body: { code: 'no-quorum' } });
    await attend(second, director, secretary);
    expect(await act(second, 'opening')).toMatchObject({ status: 200, body: { status: 'open' } });
    expect(await decide(second, a, 1)).toMatchObject({ status: 200 });
    expect(await act(second, 'closing')).toMatchObject({ status: 200, body: { status: 'closed' } });
  });

  it('reconvoque les seuls points que les récusations ont laissés sans quorum', async () => {
    const [a, b] = cases as [ListedCase, ListedCase];
    const id = await convened();
    lists.journey.clock.set(FIRST);
    await attend(id, director, ...officers, secretary);
    await act(id, 'opening');
    const item = await itemOf(id, b);
    for (const one of officers)
      expect(await one.post(`/api/sessions/${id}/items/${item.id}/recusal`)).toMatchObject({ status: 204 });
    expect(await decide(id, a, 4)).toMatchObject({ status: 200 });
    expect(await decide(id, b, 1)).toMatchObject({ status: 422, body: { code: 'no-quorum' } });
    await act(id, 'closing');
    for (const one of [director, secretary]) await one.post(`/api/sessions/${id}/minutes/approval`, { minutes: 1 });
    expect(await itemOf(id, b)).toMatchObject({ lackedQuorum: true, decision: null });

    const { body } = await act(id, 'second-convocation', again);
    expect((body as unknown as SessionView).items.map((one) => one.candidacyId)).toEqual([b.id]);
    const second = body.id as string;
    lists.journey.clock.set(SECOND);
    await attend(second, director, officers[0] as Person, secretary);
    await act(second, 'opening');
    expect(await itemOf(second, b)).toMatchObject({ quorum: { present: 1, required: 0, isReached: true } });
    expect(await decide(second, b, 1)).toMatchObject({ status: 200 });
  });

  it('se constate et se reconvoque dans le portail, sans scripts', async () => {
    const id = await convened();
    lists.journey.clock.set(FIRST);
    const office = new Surfer(lists.journey.server.url, await openSession(lists.journey.server, director.seat));
    const adjourned = await office.submit(await office.get(`/seances/${id}`), { action: /\/absence-de-quorum$/ });
    expect(adjourned.text).toContain('Sans quorum, à convoquer à nouveau');
    const form = { action: /\/nouvelle-convocation$/ };
    const refused = await office.submit(adjourned, form, { date: '2023-03-16' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('5 jours ouvrés au moins');
    const convenedAgain = await office.submit(refused, form, { date: '2023-03-24' });
    expect(convenedAgain.text).toContain('La séance est convoquée à nouveau');
    expect(convenedAgain.text).toContain('Aucun quorum n’est exigé');
  });
});

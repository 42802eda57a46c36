import { openSession } from '../../../../../test/support/browser-session.js';
import {
  DecisionJourney,
  lineOf as line,
  type ListedCase,
  type Person,
} from '../../../../../test/support/decision-journey.js';
import { Surfer, type HtmlPage } from '../../../../../test/support/pages.js';

const REASON = "L'exposition n'est pas établie.";

let lists: DecisionJourney;
let prefect: Person;
let stranger: Person;
let id: string;
let cases: ListedCase[];

const surf = async (person: Person): Promise<Surfer> =>
  new Surfer(lists.journey.server.url, await openSession(lists.journey.server, person.seat));
const anyone = (): Surfer => new Surfer(lists.journey.server.url);
const now = () => lists.journey.clock.now();
const add = (more: Readonly<Record<string, unknown>>, as = lists.minister) =>
  as.post(`/api/decision-lists/${id}/embargo-readers`, {
    ...{ name: 'Camille Préfète', quality: 'Préfète du Nord' },
    ...{ from: now().toString(), until: now().add({ hours: 24 }).toString() },
    ...more,
  });
const readings = async () =>
  lists.rows(
    `select person_id from platform.audit_entry where stream = $1 and action = 'decision-list.read-under-embargo' order by seq`,
    [`decision-list:${id}`],
  );
/** The link in the last mail to somebody. */
const linkTo = async (email: string): Promise<string> => {
  await lists.worker.settled();
  const text = lists.worker.inbox.to(email).at(-1)?.text ?? '';
  const url = /https?:\/\/\S+/.exec(text)?.[0] ?? '';
  return new URL(url).pathname;
};

beforeAll(async () => {
  lists = await DecisionJourney.begin();
  prefect = await lists.journey.seat({ role: 'sub_prefect' });
  stranger = await lists.journey.seat({ role: 'sub_prefect' });
});
afterAll(() => lists.end());
afterEach(() => lists.worker.settled());
beforeEach(async () => {
  await lists.openWave();
  cases = await lists.deposited(2);
  const [a, b] = cases as [ListedCase, ListedCase];
  id = await lists.frozen([line(a, 'select', { envelopeEur: 1_500_000 }), line(b, 'reject', { reasons: [REASON] })]);
});

describe('Un cercle de lecture sous embargo', () => {
  it('lit par sa fonction : qui et combien, jamais pourquoi ; chaque lecture est au journal', async () => {
    expect((await add({ seatId: prefect.seat.seatId })).status).toBe(201);
    const page = await (await surf(prefect)).get(await linkTo(prefect.seat.email));
    expect(page.status).toBe(200);
    expect(page.text.replaceAll(/\s/g, ' ')).toContain('1 500 000 €');
    expect(page.text).toContain('Rejetée');
    expect(page.text).not.toContain(REASON);
    expect(await readings()).toEqual([{ person_id: prefect.seat.personId }]);
    const { body } = await lists.director.get(`/api/decision-lists/${id}/embargo-readers`);
    expect(body.items).toMatchObject([{ readings: 1, lastReading: now().toString() }]);
  });

  it('lit par un lien personnel, autant de fois qu’il faut ; l’ouvrir n’est pas lire', async () => {
    await add({ email: 'deputee@assemblee.example', name: 'Une députée', quality: 'Députée' });
    const path = await linkTo('deputee@assemblee.example');
    const cover = await anyone().get(path);
    expect(cover.text).toContain('Une députée');
    expect(cover.text).not.toContain('1 500 000');
    expect(await readings()).toEqual([]);
    const surfer = anyone();
    for (let n = 0; n < 2; n += 1) {
      const read = await surfer.submit(await surfer.get(path), { button: 'Lire' });
      expect(read.text.replaceAll(/\s/g, ' ')).toContain('1 500 000 €');
    }
    expect(await readings()).toHaveLength(2);
  });

  it('ne lit que ses départements', async () => {
    await add({ seatId: prefect.seat.seatId, departements: ['2A'] });
    const page = await (await surf(prefect)).get(`/embargo/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('1 500 000');
  });

  const refused = async (): Promise<HtmlPage> => (await surf(prefect)).get(`/embargo/${id}`);

  it('ne lit qu’à ses heures, et plus une fois l’accès retiré', async () => {
    const from = now().add({ hours: 1 });
    const { body } = await add({ seatId: prefect.seat.seatId, from: from.toString() });
    expect((await refused()).text).toContain('ne se lit pas encore');
    lists.journey.clock.advance({ hours: 2 });
    expect((await refused()).status).toBe(200);
    const revoked = await lists.minister.post(
      `/api/decision-lists/${id}/embargo-readers/${body.id as string}/revocation`,
    );
    expect(revoked.status).toBe(200);
    expect((await refused()).url).toBe('/embargo');
    lists.journey.clock.advance({ hours: 48 });
    expect((await readings()).length).toBe(1);
  });

  it('voit « Retirée » qui s’est retiré', async () => {
    await add({ seatId: prefect.seat.seatId });
    const [a] = cases as [ListedCase, ListedCase];
    await a.lead.post(`/api/candidacies/${a.id}/withdrawal`, {}, { ifMatch: a.version });
    await lists.worker.settled();
    const page = await refused();
    expect(page.text).toContain('Retirée');
    expect(page.text).not.toContain('1 500 000');
  });

  it('n’est fait que par qui annonce, et personne d’autre ne trouve la liste', async () => {
    expect((await add({ seatId: prefect.seat.seatId }, stranger)).status).toBe(403);
    await add({ seatId: prefect.seat.seatId });
    expect((await (await surf(stranger)).get(`/embargo/${id}`)).text).toContain('Aucune liste');
    expect((await anyone().get(`/embargo/${id}`)).text).not.toContain('1 500 000');
    expect(await add({ seatId: prefect.seat.seatId, email: 'deux@test.example' })).toMatchObject({ status: 422 });
  });

  it('se forme sur la page de la liste', async () => {
    const surfer = await surf(lists.minister);
    const page = await surfer.get(`/selection/${id}`);
    const again = await surfer.submit(page, { button: 'Donner l’accès' }, { name: 'Camille', quality: 'Préfète' });
    expect(again.status).toBe(422);
    expect(again.html).toContain('value="Camille"');
    const day = (hours: number) => now().add({ hours }).toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
    const added = await surfer.submit(
      again,
      { button: 'Donner l’accès' },
      {
        ...{ name: 'Camille', quality: 'Préfète', email: 'prefete@test.example', departements: '59, 62' },
        ...{ from: day(0), fromTime: '08:00', until: day(48), untilTime: '08:00' },
      },
    );
    expect(added.text).toContain('L’accès est donné');
    expect(added.text).toContain('59, 62');
  });
});

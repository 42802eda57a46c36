import type { Api } from '../../../../../test/support/api.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { declared } from '../../../../../test/support/declare.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

type Person = Api & { seat: TestSeat };
let journey: CaseJourney;
let director: Person;
let secretary: Person;
let officer: Person;

const surf = async ({ seat }: Person): Promise<Surfer> =>
  new Surfer(journey.server.url, await openSession(journey.server, seat));

beforeAll(async () => {
  journey = await CaseJourney.begin();
  director = await journey.seat({ role: 'programme_director' });
  secretary = await journey.seat({ role: 'minister_office' });
  officer = await journey.seat({ role: 'bdt_officer' });
  const id = await journey.deposited();
  await director.post(`/api/candidacies/${id}/admissibility`, { admissible: true }, { ifMatch: 2 });
  journey.clock.set('2023-02-10T09:00+01:00[Europe/Paris]');
  for (const one of [director, secretary]) await declared(journey.february.id, one);
});
afterAll(() => journey.end());

describe('a session in a browser', () => {
  it('is convened, opened, run point by point, closed and approved without scripts', async () => {
    const office = await surf(director);
    const typed = {
      waveId: journey.february.id,
      title: 'Comité de février',
      date: '2023-02-13',
      place: 'Salle 5',
      [`asked[${director.seat.seatId}]`]: 'chair',
      [`asked[${officer.seat.seatId}]`]: 'voting',
      [`asked[${secretary.seat.seatId}]`]: 'chair',
    };
    const form = { action: '/seances/nouvelle' };
    const headless = await office.submit(await office.get('/seances/nouvelle'), form, typed);
    expect(headless.status).toBe(422);
    expect(headless.text).toContain('La présidence revient à une personne, et une seule.');
    const refused = await office.submit(headless, form, { [`asked[${secretary.seat.seatId}]`]: 'secretary' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('5 jours ouvrés au moins');
    expect(refused.html).toContain('value="Comité de février"');
    const convened = await office.submit(refused, form, { date: '2023-02-17' });
    expect(convened.heading).toBe('Comité de février');

    // A member reads the agenda, and gives a proxy.
    const member = await surf(officer);
    expect((await member.get('/seances')).text).toContain('Comité de février');
    const given = await member.submit(
      await member.get(convened.url),
      { action: /\/pouvoir$/ },
      { holder: director.seat.seatId },
    );
    expect(given.text).toContain('Votre pouvoir est enregistré');

    journey.clock.set('2023-02-17T10:00+01:00[Europe/Paris]');
    // Days later: everybody signs in again.
    const hall = await surf(director);
    const attended = await hall.submit(
      await hall.get(convened.url),
      { action: /\/presences$/ },
      { present: [director.seat.seatId, secretary.seat.seatId] },
    );
    const open = await hall.submit(attended, { action: /\/ouverture$/ });
    expect(open.text).toContain('1 présent et 1 représenté');
    const point = open.links.find(({ href }) => href.includes('/points/'))?.href ?? '';
    const decision = { outcome: 'waitlist', 'votes[for]': '2', 'votes[against]': '0', 'votes[abstention]': '0' };
    const incomplete = await hall.submit(await hall.get(point), { action: point }, decision);
    expect(incomplete.text).toContain('Choisissez au moins un critère');
    const criterion = /name="criteria" value="([^"]+)"/.exec(incomplete.html)?.[1] ?? '';
    const decided = await hall.submit(incomplete, { action: point }, { criteria: [criterion] });
    expect(decided.text).toContain('La décision est enregistrée');
    const closed = await hall.submit(decided, { action: /\/levee$/ });
    expect(closed.text).toContain('procès-verbal est à approuver');
    await hall.submit(closed, { action: /\/approbation$/ });
    const other = await surf(secretary);
    const approved = await other.submit(await other.get(convened.url), { action: /\/approbation$/ });
    expect(approved.text).toContain('Procès-verbal approuvé');
    const proposed = await hall.submit(await hall.get(convened.url), { action: /\/proposition$/ });
    expect(proposed.text).toContain('La liste est proposée');
  });
});

import type { Api } from '../../../../../test/support/api.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

let journey: CaseJourney;
let director: Api & { seat: TestSeat };
let id: string;

const surf = async (seat: TestSeat): Promise<Surfer> =>
  new Surfer(journey.server.url, await openSession(journey.server, seat));

beforeAll(async () => {
  journey = await CaseJourney.begin();
  director = await journey.seat({ role: 'programme_director' });
  id = await journey.deposited();
  await director.post(`/api/candidacies/${id}/admissibility`, { admissible: true }, { ifMatch: 2 });
  journey.clock.set('2023-02-10T09:00+01:00[Europe/Paris]');
});
afterAll(() => journey.end());

describe('a decision list in a browser', () => {
  it('asks its author’s conflicts first, at once, and proposes nothing before', async () => {
    const surfer = await surf(director.seat);
    const line = { candidacyId: id, expectedVersion: 3, outcome: 'waitlist' };
    const early = await director.post('/api/decision-lists', {
      ...{ waveId: journey.february.id, title: 'Trop tôt', lines: [line] },
    });
    expect([early.status, early.body.code]).toEqual([403, 'recusals-first']);
    const asked = await surfer.get(`/selection/nouvelle?wave=${journey.february.id}`);
    expect([asked.url, asked.text]).toEqual([
      `/recusations/releves/${journey.february.id}`,
      expect.stringContaining('Déclarez d’abord vos récusations'),
    ]);
    const declared = await surfer.submit(asked, { button: 'Déclarer' }, { noneElse: 'oui' });
    expect(declared.url).toBe('/recusations');
  });

  it('shows again what was typed, beside what is wrong with it', async () => {
    const surfer = await surf(director.seat);
    const page = await surfer.get(`/selection/nouvelle?wave=${journey.february.id}`);
    const refused = await surfer.submit(
      page,
      { action: '/selection/nouvelle', button: 'Proposer' },
      { title: 'Relève de février', 'rows[0][outcome]': 'select', 'rows[0][envelopeEur]': '10' },
    );
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#champ-rows-0-envelopeEur"');
    expect(refused.html).toContain('value="Relève de février"');
  });

  it('is proposed by one person and validated by another', async () => {
    const surfer = await surf(director.seat);
    const page = await surfer.get(`/selection/nouvelle?wave=${journey.february.id}`);
    const proposed = await surfer.submit(
      page,
      { action: '/selection/nouvelle', button: 'Proposer' },
      {
        title: 'Relève de février',
        'rows[0][outcome]': 'select',
        'rows[0][envelopeEur]': '1 500 000',
        'rows[0][personDays]': '100',
      },
    );
    expect(proposed.heading).toBe('Relève de février');
    expect(proposed.text).toContain('une autre personne la valide');
    expect(proposed.forms.some(({ action }) => action.endsWith('/validation'))).toBe(false);

    const prefect = await journey.seat({ role: 'sub_prefect' });
    const known = await surfer.get(proposed.url);
    const named = /<option value="([^"]*sub_prefect[^"]*)"/.exec(known.html)?.[1] ?? '';
    const times = { from: '2023-03-01', fromTime: '08:00', until: '2023-03-02', untilTime: '08:00' };
    const unknown = await surfer.submit(known, { action: /\/embargo$/ }, { seat: 'Personne', ...times });
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('Choisissez une fonction')]);
    const added = await surfer.submit(known, { action: /\/embargo$/ }, { seat: named, ...times });
    expect(added.text).toContain(named.split(', ')[0]);
    const { rows } = await journey.judge.query('select seat_id from selection.embargo_reader');
    expect(rows).toEqual([{ seat_id: prefect.seat.seatId }]);

    const minister = await journey.seat({ role: 'minister_office' });
    const other = await surf(minister.seat);
    const validated = await other.submit(await other.get(proposed.url), { action: /\/validation$/ });
    expect(validated.text).toContain('La liste est validée');
    expect((await director.get(`/api/candidacies/${id}`)).body.state).toBe('submitted');
    expect((await other.get('/selection')).text).toContain('Validée, sous embargo');
    const announced = await other.submit(validated, { action: /\/annonce$/ });
    expect(announced.text).toContain('La liste est annoncée');
    expect((await director.get(`/api/candidacies/${id}`)).body.state).toBe('selected');
  });

  it('is not an officer’s to read', async () => {
    const officer = await journey.seat({ role: 'bdt_officer' });
    expect((await (await surf(officer.seat)).get('/selection')).status).toBe(403);
  });
});

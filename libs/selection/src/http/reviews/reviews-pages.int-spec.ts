import type { Siren } from '@rebond/kernel';
import { openSession } from '../../../../../test/support/browser-session.js';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../../test/support/cases.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

const CRITERIA = ['exposure', 'potential', 'governance', 'needs', 'leverage'];
let journey: CaseJourney;

const surf = async (seat: TestSeat): Promise<Surfer> =>
  new Surfer(journey.server.url, await openSession(journey.server, seat));

beforeAll(async () => {
  journey = await CaseJourney.begin();
  await aCandidacy(journey.server, { waveId: journey.february.id, state: 'submitted', lead: '200068500' as Siren });
  journey.clock.set('2023-02-02T10:00+01:00[Europe/Paris]');
});
afterAll(() => journey.end());

describe('Les relectures, au navigateur', () => {
  it('s’affectent, se saisissent, se remettent et se lisent', async () => {
    const director = await surf((await journey.seat({ role: 'programme_director' })).seat);
    const officers = [
      (await journey.seat({ role: 'bdt_officer' })).seat,
      (await journey.seat({ role: 'bdt_officer' })).seat,
    ];
    const url = `/selection/relectures/${journey.february.id}`;
    expect((await director.get('/selection/relectures')).html).toContain(url);
    let board = await director.get(url);
    board = await director.submit(board, { action: /\/proposition$/ });
    expect(board.status).toBe(422);
    expect(board.text).toContain('2 relectures');
    for (const { seatId } of officers)
      board = await director.submit(
        await director.get(url),
        { action: `${url}/relecteurs/${seatId}` },
        { regions: '32' },
      );
    board = await director.submit(board, { action: /\/proposition$/ });
    expect(board.text).toContain('optimum prouvé');
    expect(board.text).toContain('Pourquoi ce relecteur');
    board = await director.submit(board, { action: /\/validation$/ });
    expect(board.text).toContain('les relecteurs sont prévenus');

    const [one] = officers as [TestSeat];
    const reviewer = await surf(one);
    const mine = await reviewer.get('/relectures');
    const [, id] = /\/relectures\/([0-9a-f-]{36})"/.exec(mine.html) ?? [];
    let form = await reviewer.get(`/relectures/${id ?? ''}`);
    const action = `/relectures/${id ?? ''}`;
    form = await reviewer.submit(form, { action, button: 'Remettre' }, { 'marks[needs][score]': '2' });
    expect(form.status).toBe(422);
    expect(form.text).toContain('Motivez votre niveau pour « Qualité de l’expression des besoins »'.replace('’', "'"));
    const filled = Object.fromEntries(
      CRITERIA.flatMap((key) => [
        [`marks[${key}][score]`, '3'],
        [`marks[${key}][comment]`, 'Constaté au dossier.'],
      ]),
    );
    form = await reviewer.submit(await reviewer.get(action), { action, button: 'Remettre' }, filled);
    expect(form.text).toContain('La relecture est remise');
    expect(form.text).toContain('100 sur 100');

    const [, caseId] = /\/candidatures\/([0-9a-f-]{36})"/.exec(form.html) ?? [];
    expect((await director.get(`/candidatures/${caseId ?? ''}/relectures`)).text).toContain('Moyenne : 100 sur 100');
  });

  it('tiennent compte de ce que le relecteur déclare connaître', async () => {
    const officer = await journey.seat({ role: 'bdt_officer' });
    const surfer = await surf(officer.seat);
    const path = `/relectures/connaissances/${journey.february.id}`;
    const saved = await surfer.submit(await surfer.get(path), { action: path }, { regions: '76' });
    expect(saved.text).toContain('enregistrés');
    expect((await surfer.get(path)).html).toMatch(/value="76"[^>]*checked|checked[^>]*value="76"/);
  });
});

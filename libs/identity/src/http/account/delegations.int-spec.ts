import { IdentityJobsModule } from '@rebond-jobs/identity';
import { SYSTEM, Transactions, verifyAudit } from '@rebond/platform';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { Browser } from '../../../../../test/support/page-browser.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { startWorker } from '../../../../../test/support/worker.js';
import { Sessions } from '../../application/sessions/sessions.js';
import { IdentityModule } from '../../identity.module.js';

const page = '/compte/suppleance';
let journey: CaseJourney;
let holder: TestSeat;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  journey.clock.set('2023-07-03T09:00+02:00[Europe/Paris]');
  ({ seat: holder } = await journey.seat({ role: 'bdt_officer', title: 'Cheffe de pôle' }));
});
afterAll(() => journey.end());

async function enter({ personId, seatId }: Pick<TestSeat, 'personId' | 'seatId'>): Promise<Browser> {
  const { app } = journey.server;
  const browser = new Browser(journey.server.url);
  browser.keep(
    'rebond',
    await app.get(Transactions).run(SYSTEM, (tx) => app.get(Sessions).open(tx, personId, seatId, 'link')),
  );
  return browser;
}

const lend = async (browser: Browser, fields: Record<string, string>) =>
  browser.post(page, { ...fields, _csrf: browser.csrfIn((await browser.get(page)).text) });
const deputy = { name: 'Adjoint', email: 'adjoint@bdt.example' };

describe('a seat lent for a leave', () => {
  it('is lent for dated days, refused for others', async () => {
    const browser = await enter(holder);
    const past = await lend(browser, { ...deputy, from: '2023-07-01', until: '2023-07-10' });
    expect(past.status).toBe(422);
    expect(past.text).toContain('Cette date est passée.');
    expect(past.text).toContain('value="adjoint@bdt.example"');
    const long = await lend(browser, { ...deputy, from: '2023-07-10', until: '2024-08-10' });
    expect(long.text).toContain('un an au plus');
    const self = await lend(browser, { name: 'Moi', email: holder.email, from: '2023-07-10', until: '2023-07-20' });
    expect(self.status).toBe(422);
    const done = await lend(browser, { ...deputy, from: '2023-07-10', until: '2023-07-20' });
    expect(done.headers.get('location')).toBe(page);
    expect((await browser.get(page)).text).toContain('10 juillet 2023');
  });

  it('lets the deputy in between these days, under the deputy’s name, for the holder', async () => {
    const { rows } = await journey.judge.query<{ id: string }>('select id from identity.person where email = $1', [
      deputy.email,
    ]);
    const person = { personId: rows[0]?.id as TestSeat['personId'], seatId: holder.seatId };
    expect((await (await enter(person)).get('/compte')).status).toBe(303);
    journey.clock.set('2023-07-10T09:00+02:00[Europe/Paris]');
    const browser = await enter(person);
    const account = (await browser.get('/compte')).text;
    expect(account).toContain('Cheffe de pôle (pour Titulaire');
    expect(account).not.toContain(page);
    expect((await lend(browser, { ...deputy, from: '2023-07-12', until: '2023-07-13' })).status).toBe(403);

    const id = await journey.deposited();
    journey.clock.set('2023-07-11T09:00+02:00[Europe/Paris]');
    const acting = await enter(person);
    const csrf = acting.csrfIn((await acting.get('/compte')).text);
    const send = (path: string, body: object) =>
      fetch(new URL(path, journey.server.url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: `rebond=${acting.cookie('rebond')}`,
          'x-csrf-token': csrf,
          'if-match': '"v2"',
        },
        body: JSON.stringify(body),
      });
    const admit = () => send(`/api/candidacies/${id}/admissibility`, { admissible: true });
    // Conflicts of interest are a person's own: the holder's declaration is not the deputy's.
    expect((await admit()).status).toBe(404);
    const shownAt = journey.clock.now().toString();
    await send(`/api/waves/${journey.february.id}/recusals`, { noneElse: true, shownAt });
    const answer = await admit();
    expect(answer.status).toBeLessThan(300);
    const { rows: entries } = await journey.judge.query<{ canonical: string }>(
      `select canonical from platform.audit_entry where action = 'candidacy.admitted'`,
    );
    expect(JSON.parse(entries[0]?.canonical ?? '{}')).toMatchObject({
      person: person.personId,
      seat: holder.seatId,
      onBehalfOf: holder.personId,
    });
    expect((await verifyAudit(journey.database.superuserUrl)).faults).toEqual([]);
    journey.clock.set('2023-07-21T00:00+02:00[Europe/Paris]');
    expect((await acting.get('/compte')).status).toBe(303);
  });

  it('is told to the deputy by mail, and taken back at once', async () => {
    const browser = await enter(holder);
    await lend(browser, { ...deputy, from: '2023-07-21', until: '2023-07-22' });
    const { rows } = await journey.judge.query<{ id: string }>('select id from identity.person where email = $1', [
      deputy.email,
    ]);
    const lent = await enter({ personId: rows[0]?.id as TestSeat['personId'], seatId: holder.seatId });
    expect((await lent.get('/compte')).status).toBe(200);
    const csrf = browser.csrfIn((await browser.get(page)).text);
    await browser.post(`${page}/fin`, { person: rows[0]?.id ?? '', _csrf: csrf });
    expect((await lent.get('/compte')).status).toBe(303);
    expect((await browser.get('/compte')).status).toBe(200);
    const modules = [IdentityModule, IdentityJobsModule];
    const worker = await startWorker({ database: journey.database, clock: journey.clock, modules });
    await worker.settled();
    expect(worker.inbox.to(deputy.email).map(({ subject }) => subject)).toContain(
      'Rebond : une suppléance vous est confiée (Cheffe de pôle)'.replace(' :', '\u00a0:'),
    );
    await worker.stop();
  });
});

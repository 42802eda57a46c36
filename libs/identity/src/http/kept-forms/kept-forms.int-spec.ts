import { SYSTEM, Transactions } from '@rebond/platform';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { Browser } from '../../../../../test/support/page-browser.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../../test/support/server.js';
import { Sessions } from '../../application/sessions/sessions.js';

let journey: CaseJourney;
let seat: TestSeat;
let proxied: TestServer;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  proxied = await startServer({
    database: journey.database,
    variables: { NODE_ENV: 'production', BEHIND_PROXY: 'true' },
  });
  ({ seat } = await journey.seat({ role: 'sub_prefect', title: 'Sous-préfète' }));
});
afterAll(async () => {
  await proxied.stop();
  await journey.end();
});

/** Signs in without the mail: how one signs in is another test's concern. */
async function enter(browser: Browser, { personId, seatId }: TestSeat = seat): Promise<void> {
  const { app } = journey.server;
  const secret = await app.get(Transactions).run(SYSTEM, (tx) => app.get(Sessions).open(tx, personId, seatId, 'link'));
  browser.keep('rebond', secret);
}

const days = () => {
  const day = journey.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate();
  return { from: day.add({ days: 10 }).toString(), until: day.add({ days: 20 }).toString() };
};
const form = (csrf: string) => ({
  name: 'Adjointe',
  email: 'adjointe@etat.example',
  ...days(),
  _csrf: csrf,
  _once: 'x1',
});
const page = '/compte/suppleance';

/** Fills in a form, then lets the session end before it is sent. */
async function tooLate(): Promise<Browser> {
  const browser = new Browser(journey.server.url);
  await enter(browser);
  const csrf = browser.csrfIn((await browser.get(page)).text);
  journey.clock.advance({ minutes: 61 });
  const sent = await browser.post(page, form(csrf));
  expect(sent.status).toBe(303);
  expect(sent.headers.get('location')).toBe('/connexion?retour=/reprise');
  return browser;
}

/** The hidden fields of the form that is offered to be sent again. */
const fieldsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [
      ...(/<form method="post" action="\/compte\/suppleance"[\s\S]*?<\/form>/.exec(text)?.[0] ?? '').matchAll(
        /name="([^"]+)" value="([^"]*)"/g,
      ),
    ].map(([, name, value]) => [name ?? '', value ?? '']),
  );

describe('a form that is sent when the session has ended', () => {
  it('is kept, offered after signing in again, and sent from there', async () => {
    const browser = await tooLate();
    await enter(browser);
    const offered = await browser.get('/reprise');
    expect(offered.text).toContain('Envoyer de nouveau');
    const fields = fieldsOf(offered.text);
    expect(fields).toMatchObject({ name: 'Adjointe', email: 'adjointe@etat.example', ...days(), _once: 'x1' });
    const done = await browser.post(page, fields);
    expect(done.headers.get('location')).toBe(page);
    expect((await browser.get(page)).text).toContain('Adjointe');
  });

  it('is shown to its author alone, and in that browser alone', async () => {
    const browser = await tooLate();
    const { seat: other } = await journey.seat({ role: 'auditor' });
    await enter(browser, other);
    expect((await browser.get('/reprise')).text).toContain('rien à reprendre');
    const elsewhere = new Browser(journey.server.url);
    await enter(elsewhere);
    expect((await elsewhere.get('/reprise')).text).toContain('rien à reprendre');
  });

  it('can be given up, and is forgotten after a day', async () => {
    const browser = await tooLate();
    await enter(browser);
    const csrf = browser.csrfIn((await browser.get('/reprise')).text);
    expect((await browser.post('/reprise/abandon', { _csrf: csrf })).status).toBe(303);
    expect((await browser.get('/reprise')).text).toContain('rien à reprendre');
    const late = await tooLate();
    journey.clock.advance({ hours: 24 });
    await enter(late);
    expect((await late.get('/reprise')).text).toContain('rien à reprendre');
  });

  it('is kept too when the page was made under another session of the same person', async () => {
    const browser = new Browser(journey.server.url);
    await enter(browser);
    const csrf = browser.csrfIn((await browser.get(page)).text);
    await enter(browser);
    const sent = await browser.post(page, form(csrf));
    expect(sent.headers.get('location')).toBe('/reprise');
    expect(fieldsOf((await browser.get('/reprise')).text)).toMatchObject({ name: 'Adjointe' });
  });

  it('is not kept when it comes from another site', async () => {
    const browser = new Browser(journey.server.url);
    expect((await browser.post(page, form(''), { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(browser.cookie('rebond-formulaire')).toBeUndefined();
  });
});

it('behind an encrypting proxy cookies are of this host alone, and browsers are told to come encrypted', async () => {
  const browser = new Browser(proxied.url, { 'x-forwarded-proto': 'https' });
  const answer = await browser.post('/connexion', { email: 'personne@nulle-part.example' });
  expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  expect(answer.headers.getSetCookie().join()).toMatch(
    /^__Host-rebond-connexion=[\w-]{43}; Max-Age=900; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

it('what a client puts into X-Forwarded-For itself counts for nothing: the proxy’s own word, the last one, does', async () => {
  await journey.judge.query('truncate identity.throttle');
  for (const invented of ['192.0.2.1', '192.0.2.2'])
    await new Browser(proxied.url, { 'x-forwarded-for': `${invented}, 198.51.100.7` }).post('/connexion', {
      email: `${invented}@nulle-part.example`,
    });
  const { rows } = await journey.judge.query<{ hits: number }>('select hits from identity.throttle order by hits');
  expect(rows.map(({ hits }) => hits)).toEqual([1, 1, 2]);
});

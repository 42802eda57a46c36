import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { IdentityJobsModule } from '@rebond-jobs/identity';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { Browser, type PageSeen } from '../../../../../test/support/page-browser.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { startWorker, type TestWorker } from '../../../../../test/support/worker.js';
import { SEAT_ROLES } from '../../domain/roles.js';
import { IdentityModule } from '../../identity.module.js';
import { startOf } from '../start.js';

/** What an attacker writes behind `?retour=` to lead people away from the site, and what a browser makes of it. */
const HOSTILE = [
  'https://ailleurs.example/',
  '//ailleurs.example/',
  '///ailleurs.example/',
  '/\\ailleurs.example/',
  '\\\\ailleurs.example/',
  '/\t/ailleurs.example/',
  '/..//ailleurs.example/',
  '/%2e%2e//ailleurs.example/',
  '\u2215\u2215ailleurs.example/',
  '/\uff0failleurs.example/',
  'javascript:alert(1)',
  '/a\r\nset-cookie: rebond=x',
  '/connexion?retour=//ailleurs.example/',
] as const;
/** Strange, and ours all the same: the server reads it as an address of its own. */
const OURS = ['/%2f%2failleurs.example/', '/%5cailleurs.example/', '/%0d%0aset-cookie:a=b'] as const;

let journey: CaseJourney;
let worker: TestWorker;
let seat: TestSeat;
let secret: string;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  worker = await startWorker({
    database: journey.database,
    clock: journey.clock,
    modules: [IdentityModule, IdentityJobsModule],
  });
  ({ seat } = await journey.seat({ role: 'region_council' }));
  const browser = open();
  await byCode(browser, '/compte');
  const form = await browser.get('/compte/application');
  secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(form.text)?.[1] ?? '').replaceAll(' ', '');
  await browser.post('/compte/application', { code: totp(), _csrf: browser.csrfIn(form.text) });
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});
beforeEach(async () => {
  journey.clock.advance({ seconds: 31 });
  await journey.judge.query('truncate identity.throttle');
});

const open = (): Browser => new Browser(journey.server.url);
const totp = (): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: journey.clock.now().epochMilliseconds });

/** The mail that comes when this browser asks for one. */
async function mailTo(browser: Browser, retour?: string): Promise<string> {
  const before = worker.inbox.to(seat.email).length;
  await browser.post('/connexion', { email: seat.email, ...(retour === undefined ? {} : { retour }) });
  for (let i = 0; i < 200 && worker.inbox.to(seat.email).length === before; i += 1) await pause(25);
  return worker.inbox.to(seat.email).at(-1)?.text ?? '';
}

async function byCode(browser: Browser, retour?: string): Promise<PageSeen> {
  const code = /(\d{4}) (\d{4})/.exec(await mailTo(browser, retour))?.[0] ?? '';
  return browser.post('/connexion/code', { code });
}
async function byLink(browser: Browser, retour?: string): Promise<PageSeen> {
  const link = /\/connexion\/lien\/[\w-]+/.exec(await mailTo(browser, retour))?.[0] ?? '';
  return open().post(link, {});
}
const byApplication = (browser: Browser, retour?: string): Promise<PageSeen> =>
  browser.post('/connexion/application', {
    email: seat.email,
    code: totp(),
    ...(retour === undefined ? {} : { retour }),
  });
/** Who is signed in already and comes to the page to sign in. */
async function again(browser: Browser, retour?: string): Promise<PageSeen> {
  await byApplication(browser);
  return browser.get(retour === undefined ? '/connexion' : `/connexion?retour=${encodeURIComponent(retour)}`);
}

const DOORS = [
  ['the mail’s code', byCode],
  ['the mail’s link', byLink],
  ['the authenticator', byApplication],
  ['the page to sign in, signed in already', again],
] as const;

describe.each(DOORS)('by %s', (_, enter) => {
  it('one comes at once to the own first page, in one redirection', async () => {
    const entered = await enter(open());
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/dossiers']);
  });

  it('one comes to the page that was asked for', async () => {
    expect((await enter(open(), '/dossiers?etat=submitted')).headers.get('location')).toBe('/dossiers?etat=submitted');
  });

  it('nobody is led away', async () => {
    const entered = await enter(open(), HOSTILE[1]);
    expect(entered.headers.get('location')).toBe('/dossiers');
  });
});

it.each(HOSTILE)('%j leads to the own first page', async (retour) => {
  const entered = await byApplication(open(), retour);
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/dossiers']);
  expect(entered.headers.getSetCookie().join()).not.toMatch(/rebond=x(?![\w-])/);
});

it.each(OURS)('%j stays on this site', async (retour) => {
  const location = (await byApplication(open(), retour)).headers.get('location') ?? '';
  expect(new URL(location, journey.server.url).origin).toBe(new URL(journey.server.url).origin);
});

it('changing seat leads to the first page of the other one', async () => {
  const { seat: second } = await journey.seat({ role: 'auditor', holder: { name: 'La même', email: seat.email } });
  const browser = open();
  await byApplication(browser);
  const _csrf = browser.csrfIn((await browser.get('/compte')).text);
  const changed = await browser.post('/compte/fonction', { seat: second.seatId, _csrf });
  expect(changed.headers.get('location')).toBe('/audit');
});

it.each(SEAT_ROLES)('%s has a first page of its own, which opens', async (role) => {
  const { seat: one } = await journey.seat({ role });
  const browser = open();
  const entered = await browser.post('/demo', { seat: one.seatId });
  expect(entered.headers.get('location')).toBe(startOf(role));
  expect((await browser.get(startOf(role))).status).toBe(200);
});

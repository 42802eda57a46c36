import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { IdentityJobsModule } from '@rebond-jobs/identity';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { startWorker, type TestWorker } from '../../../../../test/support/worker.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { IdentityModule } from '../../identity.module.js';
import { Browser } from '../../../../../test/support/page-browser.js';

let journey: CaseJourney;
let worker: TestWorker;
let seat: TestSeat;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  worker = await startWorker({
    database: journey.database,
    clock: journey.clock,
    modules: [IdentityModule, IdentityJobsModule],
  });
  ({ seat } = await journey.seat({ role: 'bdt_officer', title: 'Chargée d’affaires' }));
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});
beforeEach(() => journey.judge.query('truncate identity.throttle'));

const open = (): Browser => new Browser(journey.server.url);

/** Asks for a mail and reads what stands in it. */
async function askFor(browser: Browser, email = seat.email, retour = '/dossiers') {
  const before = worker.inbox.to(email).length;
  const answer = await browser.post('/connexion', { email, retour });
  for (let i = 0; i < 200 && worker.inbox.to(email).length === before; i += 1) await pause(25);
  const text = worker.inbox.to(email).at(-1)?.text ?? '';
  return {
    answer,
    link: /\/connexion\/lien\/[\w-]+/.exec(text)?.[0] ?? '',
    code: /(\d{4}) (\d{4})/.exec(text)?.[0] ?? '',
  };
}

describe('signing in by a mail', () => {
  it('its link shows a button to scanners, and lets the person in once', async () => {
    const browser = open();
    const { answer, link } = await askFor(browser);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/connexion/code');
    for (let i = 0; i < 3; i += 1) expect((await open().get(link)).text).toContain('<button');
    const phone = open();
    const entered = await phone.post(link, {});
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/compte/application?retour=%2Fdossiers');
    expect((await phone.get('/compte')).text).toContain('Chargée d’affaires');
    const again = await open().post(link, {});
    expect(again.status).toBe(422);
    expect(again.text).toContain('a déjà servi');
    expect((await open().get(link)).status).toBe(410);
  });

  it('its code lets in the browser that asked, and no other', async () => {
    const browser = open();
    const { code } = await askFor(browser);
    expect((await open().post('/connexion/code', { code })).status).toBe(422);
    expect((await browser.post('/connexion/code', { code: '0000 0000' })).text).toContain('Ce code n’est pas le bon');
    const entered = await browser.post('/connexion/code', { code });
    expect(entered.headers.get('location')).toBe('/dossiers');
    expect((await browser.get('/compte')).status).toBe(200);
  });

  it('the code serves five attempts, and a quarter of an hour', async () => {
    const browser = open();
    const { code } = await askFor(browser);
    for (let i = 0; i < 5; i += 1) await browser.post('/connexion/code', { code: '11111111' });
    expect((await browser.post('/connexion/code', { code })).status).toBe(422);
    const late = open();
    const { code: second, link } = await askFor(late);
    journey.clock.advance({ minutes: 15 });
    expect((await late.post('/connexion/code', { code: second })).status).toBe(422);
    expect((await late.get(link)).status).toBe(410);
  });

  it('no secret lies in a row', async () => {
    const { link, code } = await askFor(open());
    const token = link.split('/').at(-1) ?? '';
    const { rows } = await journey.judge.query('select * from identity.sign_in');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(code.replace(' ', ''));
  });

  it('a form of another site is refused, and nothing leads away from this one', async () => {
    const foreign = await open().post('/connexion', { email: seat.email }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    const browser = open();
    const { code } = await askFor(browser, seat.email, '//ailleurs.example/');
    expect((await browser.post('/connexion/code', { code })).headers.get('location')).toBe('/dossiers');
  });

  it('too many demands for one address are refused for a while, known or not', async () => {
    const { seat: hasty } = await journey.seat({ role: 'auditor' });
    for (const email of [hasty.email, 'personne@nulle-part.example']) {
      await journey.judge.query('truncate identity.throttle');
      for (let i = 0; i < 5; i += 1) expect((await open().post('/connexion', { email })).status).toBe(303);
      const refused = await open().post('/connexion', { email });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBe(900);
      expect(refused.text).toContain('Recommencez dans 15 minutes');
    }
  });
});

describe('an authenticator', () => {
  const codeOf = (secret: string): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: journey.clock.now().epochMilliseconds });
  let secret: string;
  let recovery: string[];

  it('is enrolled with its first code, and gives ten recovery codes once', async () => {
    const browser = open();
    const { code } = await askFor(browser);
    await browser.post('/connexion/code', { code });
    const form = await browser.get('/compte/application');
    expect(form.text).toContain('data:image/svg+xml;base64,');
    secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(form.text)?.[1] ?? '').replaceAll(' ', '');
    expect(secret).toHaveLength(32);
    const kept = await journey.judge.query('select * from identity.totp');
    expect(kept.rows).toEqual([expect.objectContaining({ key_id: 'test' })]);
    expect(JSON.stringify(kept.rows)).not.toContain(secret);
    const csrf = browser.csrfIn(form.text);
    expect((await browser.post('/compte/application', { code: '000000', _csrf: csrf })).status).toBe(422);
    const codes = await browser.post('/compte/application', { code: codeOf(secret), _csrf: csrf });
    recovery = [...codes.text.matchAll(/<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})<\/code>/g)].map(
      ([, one]) => one ?? '',
    );
    expect(new Set(recovery).size).toBe(10);
    const { rows } = await journey.judge.query('select * from identity.recovery_code');
    expect(JSON.stringify(rows)).not.toContain(recovery[0]);
  });

  it('lets in without a mail, each code once', async () => {
    journey.clock.advance({ seconds: 60 });
    const sent = worker.inbox.mails.length;
    const code = codeOf(secret);
    const browser = open();
    const entered = await browser.post('/connexion/application', {
      email: seat.email.toUpperCase(),
      code,
      retour: '/compte',
    });
    expect(entered.headers.get('location')).toBe('/compte');
    expect(worker.inbox.mails).toHaveLength(sent);
    const again = await open().post('/connexion/application', { email: seat.email, code });
    expect(again.status).toBe(422);
    expect(again.text).toContain('ce code a déjà servi');
  });

  it('a recovery code lets in once', async () => {
    const code = recovery[0] ?? '';
    const use = () => open().post('/connexion/application', { email: seat.email, code });
    expect((await use()).status).toBe(303);
    expect((await use()).status).toBe(422);
  });

  it('a wrong code, an unknown address and somebody without one get the same answer', async () => {
    const { seat: other } = await journey.seat({ role: 'auditor' });
    const answers: string[] = [];
    for (const email of [seat.email, other.email, 'xxxxxxx-xxxxx@x.example']) {
      const { status, text } = await open().post('/connexion/application', { email, code: '123123' });
      answers.push(`${status} ${text.replaceAll(email, '')}`);
    }
    expect(new Set(answers).size).toBe(1);
  });
});

describe('a session', () => {
  const enter = async (): Promise<Browser> => {
    const browser = open();
    const { code } = await askFor(browser);
    await browser.post('/connexion/code', { code });
    return browser;
  };

  it('ends at once everywhere else, and here by signing out', async () => {
    const [here, there] = [await enter(), await enter()];
    const csrf = here.csrfIn((await here.get('/compte')).text);
    await here.post('/compte/sessions', { _csrf: csrf });
    expect((await there.get('/compte')).headers.get('location')).toBe('/connexion?retour=%2Fcompte');
    expect((await here.get('/compte')).status).toBe(200);
    await here.post('/deconnexion', { _csrf: csrf });
    expect((await here.get('/compte')).status).toBe(303);
  });

  it('ends after an hour without use, and after twelve hours whatever its use', async () => {
    const idle = await enter();
    journey.clock.advance({ minutes: 61 });
    expect((await idle.get('/compte')).status).toBe(303);
    const busy = await enter();
    for (let i = 0; i < 14; i += 1) {
      expect((await busy.get('/compte')).status).toBe(200);
      journey.clock.advance({ minutes: 50 });
    }
    await busy.get('/compte');
    journey.clock.advance({ minutes: 21 });
    expect((await busy.get('/compte')).status).toBe(303);
  });

  it('gets another secret with another seat, and the rights of that seat', async () => {
    const { seat: second } = await journey.seat({
      role: 'auditor',
      title: 'Contrôleuse',
      holder: { name: 'Même personne', email: seat.email },
    });
    const browser = await enter();
    const before = browser.cookie('rebond');
    const csrf = browser.csrfIn((await browser.get('/compte')).text);
    expect((await browser.post('/compte/fonction', { seat: second.seatId, _csrf: csrf })).status).toBe(303);
    expect(browser.cookie('rebond')).not.toBe(before);
    expect((await browser.get('/compte')).text).toContain('Contrôleuse, ');
    const stolen = open();
    stolen.keep('rebond', before ?? '');
    expect((await stolen.get('/compte')).status).toBe(303);
  });

  it('in plain HTTP asks for no encryption; no page runs what stands in it', async () => {
    const plain = await open().get('/connexion');
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    expect(plain.headers.get('content-security-policy')).not.toContain('unsafe-inline');
  });
});

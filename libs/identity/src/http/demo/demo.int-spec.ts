import { SYSTEM, Transactions } from '@rebond/platform';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { Browser } from '../../../../../test/support/page-browser.js';
import { startServer, type TestServer } from '../../../../../test/support/server.js';
import { OneTimeLinks } from '../../application/links/one-time-links.js';
import { INVITATION } from '../../application/invitations/invitation-mail.js';

let journey: CaseJourney;
/** On the machine's own clock: no demo. */
let server: TestServer;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  server = await startServer({ database: journey.database });
});
afterAll(async () => {
  await server.stop();
  await journey.end();
});

describe('the demo’s page to pick a role', () => {
  it('shows each role with what it does, and lets in on a seat with the page of that role', async () => {
    const { seat } = await journey.seat({ role: 'auditor', title: 'Contrôle', organisation: { name: 'Inspection' } });
    const browser = new Browser(journey.server.url);
    const { text } = await browser.get('/demo');
    expect(text).toContain('Territoire chef de file');
    expect(text).toContain('Contrôle, Inspection');
    const entered = await browser.post('/demo', { seat: seat.seatId });
    expect(entered.headers.get('location')).toBe('/audit');
    expect((await browser.get('/compte')).text).toContain('Contrôle, Inspection');
  });

  it('is nowhere but in the demo', async () => {
    const browser = new Browser(server.url);
    expect((await browser.get('/demo')).status).toBe(404);
    expect((await browser.post('/demo', { seat: journey.february.id })).status).toBe(404);
    expect((await browser.get('/connexion')).text).not.toContain('/demo');
  });
});

describe('an invitation', () => {
  it('names the seat, lets in once, and proposes the authenticator', async () => {
    const { seat } = await journey.seat({ role: 'sub_prefect', title: 'Secrétariat général' });
    const { app } = journey.server;
    const { url } = await app.get(Transactions).run(SYSTEM, (tx) =>
      app.get(OneTimeLinks).create(tx, {
        purpose: INVITATION,
        candidacyId: null,
        subject: { seat: seat.seatId },
        expiresAt: tx.at.add({ hours: 24 }),
        recipient: { name: 'Titulaire', email: seat.email },
      }),
    );
    const path = new URL(url).pathname;
    const browser = new Browser(journey.server.url);
    expect((await browser.get(path)).text).toContain('Secrétariat général');
    const entered = await browser.post(path, {});
    expect(entered.headers.get('location')).toBe('/compte/application');
    expect((await browser.get('/compte')).text).toContain('Secrétariat général');
    const again = await new Browser(journey.server.url).post(path, {});
    expect(again.status).toBe(410);
    expect(again.text).toContain('Ce lien a déjà servi le');
    expect((await browser.get('/lien/inconnu')).status).toBe(410);
  });
});

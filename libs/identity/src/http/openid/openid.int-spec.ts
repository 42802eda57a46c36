import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { CLIENT, startOpenIdProvider, type TestProvider } from '../../../../../test/support/openid-provider.js';
import { Browser, type PageSeen } from '../../../../../test/support/page-browser.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../../test/support/server.js';

const PUBLIC_URL = 'http://portail.example';
let journey: CaseJourney;
let provider: TestProvider;
let server: TestServer;
let seat: TestSeat;

const variables = (): Record<string, string> => ({
  PUBLIC_URL,
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_ACR: 'eidas1',
});

beforeAll(async () => {
  journey = await CaseJourney.begin();
  provider = await startOpenIdProvider(PUBLIC_URL);
  server = await startServer({ database: journey.database, variables: variables() });
  ({ seat } = await journey.seat({
    role: 'region_council',
    title: 'Instructrice',
    organisation: { name: 'Région', siren: '200053742' },
  }));
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
  await journey.end();
});

const account = () => ({ sub: 'sub-1', email: seat.email, siret: '20005374200017', idp_id: 'idp-1' });

async function through(browser: Browser, retour = '/dossiers'): Promise<PageSeen> {
  const begun = await browser.get(`/connexion/proconnect?retour=${encodeURIComponent(retour)}`);
  const back = await provider.visit(begun.headers.get('location') ?? '');
  expect(back.origin).toBe(PUBLIC_URL);
  return browser.get(back.pathname + back.search);
}

describe('signing in by the identity federation', () => {
  it('asks with PKCE, a state and a nonce that nobody guesses', async () => {
    const begun = await new Browser(server.url).get('/connexion/proconnect');
    const { searchParams } = new URL(begun.headers.get('location') ?? '');
    expect(searchParams.get('state')?.length).toBeGreaterThanOrEqual(32);
    expect(searchParams.get('nonce')?.length).toBeGreaterThanOrEqual(32);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${PUBLIC_URL}/connexion/proconnect/retour`,
      acr_values: 'eidas1',
    });
  });

  it('finds the person by address, then by the provider’s own identifier, on the seat of the SIRET’s organisation', async () => {
    const { seat: elsewhere } = await journey.seat({
      role: 'auditor',
      title: 'Autre fonction',
      holder: { name: 'La même', email: seat.email },
      organisation: { name: 'Autre', siren: '130025265' },
    });
    await provider.set({ account: account() });
    const browser = new Browser(server.url);
    const entered = await through(browser);
    expect(entered.headers.get('location')).toBe('/dossiers');
    expect((await browser.get('/compte')).text).toContain('Instructrice, Région');

    await provider.set({
      account: { ...account(), email: 'nouvelle-adresse@region.example', siret: '13002526500013' },
    });
    const again = new Browser(server.url);
    await through(again);
    expect((await again.get('/compte')).text).toContain('Autre fonction, Autre');
    expect(elsewhere.personId).toBe(seat.personId);
    const { rows } = await journey.judge.query('select idp, sub, person_id from identity.external_identity');
    expect(rows).toEqual([{ idp: 'idp-1', sub: 'sub-1', person_id: seat.personId }]);
  });

  it.each(['/', '//ailleurs.example/'])('leads at once to the own first page when %s is asked for', async (retour) => {
    await provider.set({ account: account() });
    const entered = await through(new Browser(server.url), retour);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/dossiers']);
  });

  it('takes the same identifier from another provider of the federation for somebody else', async () => {
    await provider.set({ account: { ...account(), idp_id: 'idp-2', email: 'inconnue@region.example' } });
    const refused = await through(new Browser(server.url));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Région est inscrite');
  });

  it('refuses an answer that another browser asked for, a forged state, and one that comes twice', async () => {
    await provider.set({ account: account() });
    const browser = new Browser(server.url);
    const begun = await browser.get('/connexion/proconnect');
    const back = await provider.visit(begun.headers.get('location') ?? '');
    const address = back.pathname + back.search;
    expect((await new Browser(server.url).get(address)).status).toBe(422);
    expect((await browser.get(address.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`))).status).toBe(422);
    expect((await browser.get(address)).status).toBe(303);
    expect((await browser.get(address)).status).toBe(422);
  });

  it('refuses what is said of somebody without a signature', async () => {
    await provider.set({ isSigned: false });
    await provider.set({ account: account() });
    expect((await through(new Browser(server.url))).status).toBe(422);
    await provider.set({ isSigned: true });
    expect((await through(new Browser(server.url))).status).toBe(303);
  });

  it('signs out of the provider too', async () => {
    await provider.set({ account: account() });
    const browser = new Browser(server.url);
    await through(browser);
    const csrf = browser.csrfIn((await browser.get('/compte')).text);
    const left = await browser.post('/deconnexion', { _csrf: csrf });
    const address = new URL(/url=(.*)$/.exec(left.headers.get('refresh') ?? '')?.[1] ?? '');
    expect(address.origin).toBe(provider.issuer);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${PUBLIC_URL}/`);
    expect(address.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect((await fetch(address)).status).toBe(200);
    expect((await browser.get('/compte')).status).toBe(303);
  });

  it('is absent where no provider is configured', async () => {
    expect((await new Browser(journey.server.url).get('/connexion/proconnect')).status).toBe(404);
    expect((await new Browser(journey.server.url).get('/connexion')).text).not.toContain('ProConnect');
    expect((await new Browser(server.url).get('/connexion')).text).toContain('ProConnect');
  });
});

import { describeInBrowser } from './support/chromium.js';
import { Portal, type Person } from './support/portal.js';

const FIRST_VIEW_BYTES = 150_000;
const EPCI = '200068500';

describeInBrowser('the main pages', () => {
  let portal: Portal;
  let lead: Person;
  let paths: Readonly<Record<string, readonly string[]>>;

  beforeAll(async () => {
    portal = await Portal.begin('pages');
    lead = await portal.lead(EPCI);
    const id = await portal.deposited(lead, EPCI);
    paths = {
      anyone: ['/', '/releves', `/releves/${portal.journey.february.id}`, '/questions', '/connexion', '/demo'],
      territory: ['/candidatures', `/candidatures/${id}`, `/candidatures/${id}/formulaire/file`],
      officer: ['/dossiers', `/candidatures/${id}/instruction`, `/candidatures/${id}/projets`],
    };
  });
  afterAll(() => portal.end());

  it.each(['anyone', 'territory', 'officer'])('of %s come in less than 150 KB each, without images', async (who) => {
    const session =
      who === 'territory'
        ? lead.session
        : who === 'officer'
          ? (await portal.person({ role: 'bdt_officer' })).session
          : undefined;
    const heavy: string[] = [];
    for (const path of paths[who] ?? []) {
      const screen = await portal.browsing.open(session ? { session } : {});
      const bytes = await screen.firstView(path);
      if (bytes > FIRST_VIEW_BYTES) heavy.push(`${path}: ${bytes} bytes`);
      expect(screen.told()).toEqual([]);
    }
    expect(heavy).toEqual([]);
  });

  it.each([640, 320])('reflow at %d px, as at a zoom of 200 % and 400 %', async (width) => {
    const screen = await portal.browsing.open({ width, height: 512 });
    for (const path of ['/', '/releves', '/questions']) {
      await screen.goto(path);
      await screen.check(`${path} at ${width} px`);
    }
    expect(screen.told()).toEqual([]);
  });

  it('are printed without what belongs to a screen', async () => {
    const screen = await portal.browsing.open();
    await screen.goto(`/releves/${portal.journey.february.id}`);
    await screen.page.emulateMedia({ media: 'print' });
    await screen.picture('printed');
    expect(await screen.page.locator('main').isVisible()).toBe(true);
    expect(await screen.page.getByRole('navigation', { name: 'Menu principal' }).count()).toBe(0);
  });
});

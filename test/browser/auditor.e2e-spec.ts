import { describeInBrowser } from './support/chromium.js';
import { Portal, type Person } from './support/portal.js';

const EPCI = '200068500';
/** Forms that change nothing of a case: filters, the account, what a seat keeps for itself. */
const HARMLESS = /\/(deconnexion|dossiers(\/vues.*|\/lot)?|compte.*|audit.*)$/;

describeInBrowser('an auditor', () => {
  let portal: Portal;
  let auditor: Person;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.begin('auditor');
    id = await portal.deposited(await portal.lead(EPCI), EPCI);
    auditor = await portal.person({ role: 'auditor' });
  });
  afterAll(() => portal.end());

  it('reads a case from its overview to its timeline, and finds nothing to press', async () => {
    const { screen } = auditor;
    const { page } = screen;
    await screen.goto(`/candidatures/${id}`);
    const tabs = await page.evaluate<string[]>(
      `[...document.querySelectorAll('nav.rb-tabs a')].map((one) => one.pathname)`,
    );
    expect(tabs.length).toBeGreaterThan(3);
    for (const tab of tabs) {
      await screen.goto(tab);
      await screen.check(`an auditor at ${tab.split('/').at(-1) ?? ''}`);
      const forms = await page.evaluate<string[]>(
        `[...document.querySelectorAll('form[method=post]')].map((one) => new URL(one.action).pathname)`,
      );
      expect(forms.filter((action) => !HARMLESS.test(action))).toEqual([]);
    }
    expect(screen.told()).toEqual([]);
  });

  it('has no form of a territory’s draft', async () => {
    const { screen } = auditor;
    screen.expecting((status) => [403, 404].includes(status));
    await screen.goto(`/candidatures/${id}/formulaire`);
    await screen.check('not an auditor’s page');
    expect(screen.told()).toEqual([]);
  });
});

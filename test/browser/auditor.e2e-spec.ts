import { readFileSync } from 'node:fs';

import { describeInBrowser } from './support/chromium.js';
import { button, field, link, Portal, type Person } from './support/portal.js';

const CAMBRAI = '200068500';
const CAUDRESIS = '200030633';
/** Forms that change nothing of a case: filters, the account, what a seat keeps for itself. */
const HARMLESS = /\/(deconnexion|dossiers(\/vues.*|\/lot)?|compte.*|audit.*)$/;

describeInBrowser('an auditor', () => {
  let portal: Portal;
  let auditor: Person;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.begin('auditor');
    id = await portal.deposited(await portal.lead(CAMBRAI), CAMBRAI);
    await portal.deposited(await portal.lead(CAUDRESIS), CAUDRESIS);
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
      await screen.check(`an auditor at ${tab.replace(/^.*\/[\da-f-]{36}/, 'a case')}`);
      const forms = await page.evaluate<string[]>(
        `[...document.querySelectorAll('form[method=post]')].map((one) => new URL(one.action).pathname)`,
      );
      expect(forms.filter((action) => !HARMLESS.test(action))).toEqual([]);
    }
    expect(await screen.told()).toEqual([]);
  });

  it('has no form of a territory’s draft', async () => {
    const { screen } = auditor;
    screen.expecting((status) => [403, 404].includes(status));
    await screen.goto(`/candidatures/${id}/formulaire`);
    await screen.check('not an auditor’s page');
    expect(await screen.told()).toEqual([]);
  });

  it('finds the entries of a case, reads one, and has its stream verified', async () => {
    const { screen } = auditor;
    const { page } = screen;
    await screen.goto('/audit');
    await screen.check('the journal');
    await page.getByText('Chercher par identifiant').click();
    await field(screen, 'Identifiant du dossier').fill(id);
    await button(screen, 'Chercher').click();
    await page.waitForURL(/case=/);
    await screen.check('the entries of a case');
    const { rows } = await portal.journey.judge.query<{ count: number }>(
      'select count(*)::int as count from platform.audit_entry where candidacy_id = $1',
      [id],
    );
    const entries = rows[0]?.count ?? 0;
    expect(entries).toBeGreaterThan(1);
    expect(await page.locator('main tbody tr').count()).toBe(entries);
    await page.locator('main tbody tr').last().getByRole('link').first().click();
    await page.waitForURL(/ecriture/);
    await page.getByText('aucune : c’est la première').waitFor();
    await screen.check('an entry');
    await link(screen, 'Vérifier ce fil').click();
    await page.getByText(`Fil intact : ${entries} écritures relues.`).waitFor();
    await screen.check('a stream verified');
    expect(await screen.told()).toEqual([]);
  });

  it('draws cases, which anyone can draw again, and takes the journal of one away', async () => {
    const { screen } = auditor;
    const { page } = screen;
    screen.expecting((status) => status === 422);
    await screen.goto('/audit/tirages');
    await screen.check('no draw yet');
    await field(screen, /^Nombre de dossiers/).fill('0');
    await button(screen, 'Tirer').click();
    await page.locator('.rb-error-summary').waitFor();
    await screen.check('a draw refused');
    await field(screen, /^Nombre de dossiers/).fill('1');
    await field(screen, /^Clé du tirage/).fill('contrôle de janvier');
    await button(screen, 'Tirer').click();
    await page.getByText('Le tirage est inscrit au journal.').waitFor();
    await page.getByText('Refait à l’instant, le tirage donne les mêmes dossiers.').waitFor();
    await screen.check('a draw');
    expect(await page.locator('main tbody tr').count()).toBe(1);
    await link(screen, /^Son journal/).click();
    await page.waitForURL(/case=/);
    const drawn = new URL(page.url()).searchParams.get('case') ?? '';
    const download = page.waitForEvent('download');
    await link(screen, 'Exporter en CSV').click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFstream;seq;at;action;candidacy_id/);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.slice(1).every((line) => line.includes(drawn))).toBe(true);
    expect(await screen.told()).toEqual([]);
  });
});

import { startProductWorker } from '../support/product-worker.js';
import type { TestWorker } from '../support/worker.js';
import { describeInBrowser } from './support/chromium.js';
import { button, field, link, Portal, type Person } from './support/portal.js';

const CAMBRAI = '200068500';
const HEADER = 'reference;company;title;capexEur;jobsPotential';
const csv = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from([HEADER, ...lines, ''].join('\n')),
});

describeInBrowser('a consultancy', () => {
  let portal: Portal;
  let worker: TestWorker;
  let firm: Person;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.begin('mission');
    const { database, clock } = portal.journey;
    worker = await startProductWorker({ database, clock });
    id = await portal.deposited(await portal.lead(CAMBRAI), CAMBRAI);
    firm = await portal.person({ role: 'consultancy', organisation: { name: 'Cabinet d’essai' } });
    await portal.journey.put(id, 'selected');
  });
  afterAll(() => worker.stop());
  afterAll(() => portal.end());

  it('is engaged by the officer on the mission’s page', async () => {
    const { screen } = await portal.person({ role: 'bdt_officer' });
    await screen.goto(`/candidatures/${id}/mission`);
    await screen.check('a mission to engage');
    await screen.page.locator('select[name^="firms"]').first().selectOption({ label: 'Cabinet d’essai' });
    await field(screen, /^Jours-hommes du cabinet 1/).fill('100');
    await field(screen, /^Début/).fill('2023-01-02');
    await button(screen, 'Engager les cabinets').click();
    await screen.page.getByText('La mission est engagée.').waitFor();
    await screen.check('a mission engaged');
    expect(await screen.told()).toEqual([]);
  });

  it('sees its mission, and imports its projects once the preview has no error', async () => {
    const { screen } = firm;
    const { page } = screen;
    await screen.goto('/missions');
    await screen.check('the missions of a firm');
    await screen.goto(`/candidatures/${id}/projets/import`);
    await screen.check('a file to choose');
    await page
      .locator('input[type=file]')
      .setInputFiles(csv('projets.csv', 'P1;Fonderie;Four;beaucoup;10', 'P2;;Presse;1000;2'));
    await page.locator('main form button').last().click();
    await page.waitForURL(/import\/[\w-]+$/);
    await screen.check('a preview with errors');
    const errors = page.getByRole('table', { name: /^Erreurs/ }).locator('tbody tr');
    expect(await errors.filter({ hasText: 'capexEur' }).filter({ hasText: 'beaucoup' }).count()).toBe(1);
    expect(await errors.filter({ hasText: 'company' }).filter({ hasText: '(vide)' }).count()).toBe(1);
    expect(await errors.count()).toBe(2);
    expect(await button(screen, /^Importer/).count()).toBe(0);
    await screen.goto(`/candidatures/${id}/projets/import`);
    await page
      .locator('input[type=file]')
      .setInputFiles(csv('projets.csv', 'P1;Fonderie;Four;1200000;10', 'P2;Presses;Presse;1000;2'));
    await page.locator('main form button').last().click();
    await page.waitForURL(/import\/[\w-]+$/);
    await screen.check('a preview without error');
    await button(screen, 'Importer les 2 lignes').click();
    await page.waitForURL(/projets$/);
    await page.getByText('Import terminé : 2 ajoutés').waitFor();
    await screen.check('the projects');
    expect(await page.locator('main tbody tr').filter({ hasText: 'Fonderie' }).count()).toBe(1);
    expect(await page.locator('main tbody tr').filter({ hasText: 'Presses' }).count()).toBe(1);
    expect(await screen.told()).toEqual([]);
  });

  it('changes a project in its row, declares days and writes an axis', async () => {
    const { screen } = firm;
    const { page } = screen;
    await screen.goto(`/candidatures/${id}/projets`);
    await page.locator('a[data-inline-edit]').first().click();
    const title = page.locator('#formulaire input[name=title]');
    await title.fill('Four électrique');
    await screen.check('a project in its row');
    await page.locator('#formulaire button[type=submit], #formulaire button').first().click();
    await page.getByText('Four électrique').first().waitFor();
    await screen.goto(`/candidatures/${id}/mission`);
    await field(screen, /^Date/).first().fill('2023-01-09');
    await page.locator('input[name=personDays]').fill('2,5');
    await button(screen, 'Déclarer').click();
    await page.getByText('Déclaration enregistrée.').waitFor();
    await screen.check('days declared');
    await screen.goto(`/candidatures/${id}/feuille-de-route`);
    await page.getByText('Ajouter un axe').first().click();
    await field(screen, /^Intitulé de l’axe/)
      .first()
      .fill('Décarboner');
    await page.locator('input[name=from]').first().fill('2023');
    await page.locator('input[name=to]').first().fill('2027');
    await page.locator('form[action$="/axes"] button').last().click();
    await page.getByText('Axe ajouté.').waitFor();
    await screen.check('an axis');
    expect(await screen.told()).toEqual([]);
  });

  it('sees no other territory’s case', async () => {
    const other = await portal.deposited(await portal.lead('200030633'), '200030633');
    const { screen } = firm;
    screen.expecting((status) => status === 404);
    await screen.goto(`/candidatures/${other}/mission`);
    await screen.check('absent');
    expect(await link(screen, /Cambrai/).count()).toBe(0);
    expect(await screen.told()).toEqual([]);
  });
});

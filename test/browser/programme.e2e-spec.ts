import { describeInBrowser } from './support/chromium.js';
import { button, field, link, Portal, type Person } from './support/portal.js';
import type { Screen } from './support/screen.js';

describeInBrowser('the programme office', () => {
  let portal: Portal;
  let office: Person;
  let anyone: Screen;

  beforeAll(async () => {
    portal = await Portal.begin('programme');
    office = await portal.person({ role: 'programme_director' });
    anyone = await portal.browsing.open();
  });
  afterAll(() => portal.end());

  it('opens a wave, which everyone sees at once', async () => {
    const { screen } = office;
    const { page } = screen;
    await anyone.goto('/releves');
    await anyone.check('the waves, before');
    expect(await anyone.page.getByText('octobre 2023').count()).toBe(0);

    await screen.goto('/programme/releves');
    await screen.check('a wave to open');
    await field(screen, /^Ouverture, jour/).fill('2023-06-01');
    await field(screen, /^Clôture, jour/).fill('2023-05-01');
    screen.expecting((status) => status === 422);
    await button(screen, 'Ouvrir').click();
    await page.locator('.rb-error-summary').waitFor();
    await screen.check('a wave that would close before it opens');
    expect(await field(screen, /^Clôture, jour/).inputValue()).toBe('2023-05-01');
    await field(screen, /^Clôture, jour/).fill('2023-10-02');
    await button(screen, 'Ouvrir').click();
    await page.getByText(/relève du 2 octobre 2023 est ouverte/).waitFor();
    await screen.check('a wave opened');

    await anyone.goto('/releves');
    await anyone.check('the waves, after');
    await anyone.page.getByText('2 octobre 2023').first().waitFor();
    expect(await screen.told()).toEqual([]);
    expect(await anyone.told()).toEqual([]);
  });

  it('prolongs it, and its public page says until when', async () => {
    const { screen } = office;
    const { page } = screen;
    await screen.goto('/programme/releves');
    await link(screen, 'Relève du 2 octobre 2023').click();
    await screen.check('a wave');
    await field(screen, /^Clôture, jour/).fill('2023-10-16');
    await field(screen, /^Motif/).fill('Panne du service pendant deux jours');
    await button(screen, 'Prolonger et prévenir').click();
    await page.getByText('La clôture est repoussée').waitFor();
    await screen.check('a wave prolonged');
    await link(screen, 'Page publique de la relève').click();
    await page.waitForURL(/\/releves\/[\w-]+$/);
    const path = new URL(page.url()).pathname;
    await anyone.goto(path);
    await anyone.page.getByText('16 octobre 2023').first().waitFor();
    await anyone.check('a wave prolonged, for everyone');
    expect(await screen.told()).toEqual([]);
    expect(await anyone.told()).toEqual([]);
  });

  it('answers a territory’s question, and publishes both', async () => {
    const lead = await portal.lead('200068500');
    await lead.screen.goto('/questions');
    await lead.screen.check('a question to ask');
    await field(lead.screen, /^Votre question/).fill('Une commune peut-elle candidater seule ?');
    await button(lead.screen, 'Envoyer la question').click();
    await lead.screen.page.getByText('Votre question est envoyée.').waitFor();
    await lead.screen.check('a question asked');

    const { screen } = office;
    await screen.goto('/programme/questions');
    await screen.check('the questions received');
    await screen.page.locator('main tbody tr').first().getByRole('link').first().click();
    await screen.check('a question to answer');
    await field(screen, /^Réponse/).fill('Non : seule une intercommunalité le peut.');
    await screen.page.getByLabel('Publier la question et la réponse').check({ force: true });
    await button(screen, 'Enregistrer et répondre par courriel').click();
    await screen.page.getByText('La réponse est enregistrée.').waitFor();

    await anyone.goto('/questions');
    await anyone.page.getByText('seule une intercommunalité le peut').first().waitFor();
    await anyone.check('a question published');
    expect(await anyone.page.getByText('200068500').count()).toBe(0);
    for (const one of [lead.screen, screen, anyone]) expect(await one.told()).toEqual([]);
  });
});

import type { Locator } from 'playwright-core';

import { pdf } from '../support/contents.js';
import { startProductWorker } from '../support/product-worker.js';
import type { TestWorker } from '../support/worker.js';
import { describeInBrowser } from './support/chromium.js';
import { button, field, link, Portal } from './support/portal.js';

const NEEDS = 'Besoins (obligatoire)';
const PIECE = { name: 'lettre.pdf', mimeType: 'application/pdf', buffer: pdf(2_000) };

describeInBrowser('a territory', () => {
  let portal: Portal;
  let worker: TestWorker;

  beforeAll(async () => {
    portal = await Portal.begin('territory');
    const { database, clock } = portal.journey;
    worker = await startProductWorker({ database, clock });
  });
  afterAll(() => worker.stop());
  afterAll(() => portal.end());

  it('starts a candidacy, fills it in, deposits it and has its receipt within two seconds', async () => {
    const { screen, seat } = await portal.lead('200068500');
    const { page } = screen;
    await screen.goto('/candidatures');
    await screen.check('no candidacy yet');
    await link(screen, /Candidater.*février 2023|Candidater/)
      .first()
      .click();
    await screen.check('a candidacy to start');
    await button(screen, 'Ouvrir la candidature').click();
    await page.waitForURL(/formulaire$/);
    await screen.check('the form, empty');

    await link(screen, 'Voir ce qui manque').click();
    await screen.check('what lacks');
    await page.goBack();

    await link(screen, 'Le dossier').first().click();
    await screen.check('a section, empty');
    await field(screen, NEEDS).fill('Détecter des projets industriels');
    await page
      .getByText(/Enregistré (à|le)/)
      .first()
      .waitFor();
    const files = page.locator('[data-upload="letter"] input[type=file]');
    await files.setInputFiles(PIECE);
    await page.locator('[data-upload="letter"] a', { hasText: 'lettre.pdf' }).waitFor();
    await screen.check('a section, filled in');
    await button(screen, 'Enregistrer et vérifier').click();
    await page.waitForURL(/depot$/);
    await screen.check('ready to deposit');

    screen.expecting((status, path) => status === 422 && path.endsWith('/depot'));
    await button(screen, 'Déposer la candidature').click();
    await page.getByRole('alert').first().waitFor();
    await screen.check('the declaration is forgotten');
    await page.getByLabel(/J’atteste/).check({ force: true });
    const before = performance.now();
    await button(screen, 'Déposer la candidature').click();
    await page.waitForURL(/recepisse/);
    expect(performance.now() - before).toBeLessThan(2_000);
    await page
      .getByText(/RB-2023-/)
      .first()
      .waitFor();
    await screen.check('the receipt');
    expect(await screen.told()).toEqual([]);

    await worker.settled();
    expect(
      worker.inbox
        .to(seat.email)
        .map((mail) => mail.subject)
        .join(),
    ).toMatch(/candidature|dépôt|récépissé/i);
  });

  it('deposits without scripts', async () => {
    const { screen } = await portal.lead('200030633', { javaScript: false });
    const { page } = screen;
    await screen.goto('/candidatures');
    await screen.check('no candidacy yet, without scripts');
    await link(screen, /Candidater/)
      .first()
      .click();
    await screen.check('a candidacy to start, without scripts');
    await button(screen, 'Ouvrir la candidature').click();
    await screen.check('the form, without scripts');
    await link(screen, 'Le dossier').first().click();
    await screen.check('a section, without scripts');
    await field(screen, NEEDS).fill('Détecter des projets industriels');
    await button(screen, /Ajouter un fichier.*Lettre/).click();
    await screen.check('a file to choose, without scripts');
    await page.locator('input[type=file]').setInputFiles(PIECE);
    await button(screen, 'Envoyer').click();
    await page.getByText('lettre.pdf').first().waitFor();
    expect(await field(screen, NEEDS).inputValue()).toBe('Détecter des projets industriels');
    await screen.check('a file sent, without scripts');
    await button(screen, 'Enregistrer et vérifier').click();
    await screen.check('ready to deposit, without scripts');
    screen.expecting((status, path) => status === 422 && path.endsWith('/depot'));
    await button(screen, 'Déposer la candidature').click();
    await page.getByRole('alert').first().waitFor();
    await screen.check('the declaration is forgotten, without scripts');
    await page.getByLabel(/J’atteste/).check({ force: true });
    await button(screen, 'Déposer la candidature').click();
    await page.waitForURL(/recepisse/);
    await page
      .getByText(/RB-2023-/)
      .first()
      .waitFor();
    await screen.check('the receipt, without scripts');
    expect(await screen.told()).toEqual([]);
  });

  it('starts, fills in and deposits with the keyboard alone', async () => {
    const { screen } = await portal.lead('200069417');
    const { page } = screen;
    const press = async (target: Locator, key: string): Promise<void> => {
      await screen.tabTo(target);
      await page.keyboard.press(key);
    };
    // An autosave may still be under way when the form itself has been saved.
    screen.expecting((status, path) => status === 409 && path.endsWith('/answers'));
    await screen.goto('/candidatures');
    await press(link(screen, 'Contenu'), 'Enter');
    await press(link(screen, /Candidater/).first(), 'Enter');
    await press(button(screen, 'Ouvrir la candidature'), 'Enter');
    await page.waitForURL(/formulaire$/);
    await press(link(screen, 'Le dossier').first(), 'Enter');
    await page.waitForURL(/formulaire\/file$/);
    await screen.tabTo(field(screen, NEEDS));
    await page.keyboard.type('Détecter des projets, au clavier');
    const chooser = page.waitForEvent('filechooser');
    await press(button(screen, /Ajouter un fichier.*Lettre/), 'Enter');
    await (await chooser).setFiles(PIECE);
    await page.locator('[data-upload="letter"] a', { hasText: 'lettre.pdf' }).waitFor();
    await press(button(screen, 'Enregistrer et vérifier'), 'Enter');
    await page.waitForURL(/depot$/);
    await press(page.getByLabel(/J’atteste/), 'Space');
    await press(button(screen, 'Déposer la candidature'), 'Enter');
    await page.waitForURL(/recepisse/);
    await screen.check('the receipt, by the keyboard');
    expect(await screen.told()).toEqual([]);
  });
});

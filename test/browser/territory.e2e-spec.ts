import { setTimeout as pause } from 'node:timers/promises';

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

  /** The code of the mail that signs in; it does not leave by the outbox, so nothing else tells that it has come. */
  async function codeFor(address: string): Promise<string> {
    for (let i = 0; i < 200; i += 1) {
      const texts = worker.inbox.to(address).map(({ text }) => /demandé\s*:\s*([\d\s]{8,9})/.exec(text)?.[1]);
      const code = texts.findLast((one) => one !== undefined);
      if (code !== undefined) return code;
      await pause(50);
    }
    throw new Error(`No code for ${address}`);
  }

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

    await button(screen, 'Déposer la candidature').click();
    await page.getByRole('alert').first().waitFor();
    await screen.check('the declaration is forgotten');
    screen.told();
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
    expect(screen.told()).toEqual([]);

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
    await link(screen, /Candidater/)
      .first()
      .click();
    await button(screen, 'Ouvrir la candidature').click();
    await link(screen, 'Le dossier').first().click();
    await field(screen, NEEDS).fill('Détecter des projets industriels');
    await button(screen, /Ajouter un fichier.*Lettre/).click();
    await page.locator('input[type=file]').setInputFiles(PIECE);
    await button(screen, 'Envoyer').click();
    await page.getByText('lettre.pdf').first().waitFor();
    await screen.picture('a file sent without scripts');
    await button(screen, 'Enregistrer et vérifier').click();
    await page.getByLabel(/J’atteste/).check({ force: true });
    await button(screen, 'Déposer la candidature').click();
    await page.waitForURL(/recepisse/);
    await screen.picture('a receipt without scripts');
    expect(screen.told()).toEqual([]);
  });

  it('writes in two tabs, and chooses where both changed the same answer', async () => {
    const person = await portal.lead('200093201');
    const id = await portal.ready(person, '200093201');
    const [one, two] = [person.screen, await portal.another(person)];
    for (const screen of [one, two]) {
      // The stale save is refused by the API, and told on the page.
      screen.expecting((status) => status === 409);
      await screen.goto(`/candidatures/${id}/formulaire/file`);
    }
    await field(one, NEEDS).fill('La version du premier');
    await button(one, /^Enregistrer$/).click();
    await one.page
      .getByText(/Enregistré/)
      .first()
      .waitFor();
    await field(two, NEEDS).fill('La version du second');
    await button(two, /^Enregistrer$/).click();
    await two.page.getByText('La version du premier').first().waitFor();
    await two.check('two versions of an answer');
    expect(await field(two, NEEDS).inputValue()).toBe('La version du second');
    await two.page.getByLabel(/La mienne/).check({ force: true });
    await button(two, /^Enregistrer$/).click();
    await two.page.waitForURL(/formulaire\/file$/);
    const { body } = await person.get(`/api/candidacies/${id}/answers`);
    expect(body.document).toMatchObject({ needs: 'La version du second' });
    expect([...one.told(), ...two.told()]).toEqual([]);
  });

  it('loses nothing when its session ends in mid-form', async () => {
    const person = await portal.lead('200067106', { javaScript: false });
    const { screen, seat } = person;
    const id = await portal.ready(person, '200067106');
    await screen.goto(`/candidatures/${id}/formulaire/file`);
    await field(screen, NEEDS).fill('Saisi avant la fin de la session');
    await portal.journey.judge.query('update identity.session set ended_at = $1 where person_id = $2', [
      portal.journey.clock.now().toString(),
      seat.personId,
    ]);
    await button(screen, /^Enregistrer$/).click();
    await screen.page.waitForURL(/connexion/);
    await screen.picture('sign in again');
    await field(screen, /^Adresse électronique/)
      .first()
      .fill(seat.email);
    await button(screen, 'Recevoir un lien de connexion').click();
    const code = await codeFor(seat.email);
    await field(screen, /^Code reçu/).fill(code);
    await button(screen, 'Se connecter').click();
    await screen.page.waitForURL(/reprise/);
    await screen.picture('what was typed is still there');
    await button(screen, 'Envoyer de nouveau').click();
    await screen.page.waitForURL(/formulaire/);
    expect(await field(screen, NEEDS).inputValue()).toBe('Saisi avant la fin de la session');
    expect(screen.told()).toEqual([]);
  });

  it('deposits with the keyboard alone', async () => {
    const person = await portal.lead('200069417');
    const id = await portal.ready(person, '200069417');
    const { screen } = person;
    const { keyboard } = screen.page;
    // An autosave may still be under way when the form itself has been saved.
    screen.expecting((status, path) => status === 409 && path.endsWith('/answers'));
    await screen.goto(`/candidatures/${id}/formulaire/file`);
    await screen.tabTo(field(screen, NEEDS));
    await keyboard.press('End');
    await keyboard.type(' au clavier');
    await screen.tabTo(button(screen, 'Enregistrer et vérifier'));
    await keyboard.press('Enter');
    await screen.page.waitForURL(/depot$/);
    await screen.tabTo(screen.page.getByLabel(/J’atteste/));
    await keyboard.press('Space');
    await screen.tabTo(button(screen, 'Déposer la candidature'));
    await keyboard.press('Enter');
    await screen.page.waitForURL(/recepisse/);
    expect(screen.told()).toEqual([]);
  });
});

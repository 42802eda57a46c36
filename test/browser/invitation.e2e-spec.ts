import { Secret, TOTP } from 'otpauth';

import { pdf } from '../support/contents.js';
import { startProductWorker } from '../support/product-worker.js';
import type { TestWorker } from '../support/worker.js';
import { describeInBrowser } from './support/chromium.js';
import { button, field, link, Portal } from './support/portal.js';
import type { Screen } from './support/screen.js';

const EPCI = { siren: '200068500', name: 'Communauté d’agglomération de Cambrai', mailbox: 'contact@cambrai.example' };
const LEAD = { name: 'Camille Delattre', email: 'camille.delattre@cambrai.example' };
const PIECE = { name: 'lettre.pdf', mimeType: 'application/pdf', buffer: pdf(2_000) };

/** One journey, each step from where the one before has left it. */
describeInBrowser('from an invitation to a receipt', () => {
  let portal: Portal;
  let worker: TestWorker;
  let lead: Screen;
  let secret: string;

  beforeAll(async () => {
    portal = await Portal.begin('invitation');
    const { database, clock } = portal.journey;
    worker = await startProductWorker({ database, clock });
    lead = await portal.browsing.open();
  });
  afterAll(() => worker.stop());
  afterAll(() => portal.end());

  const codeNow = (): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: portal.journey.clock.now().epochMilliseconds,
    });

  it('the programme’s director registers an organisation and invites its lead', async () => {
    const { screen } = await portal.person({ role: 'programme_director' });
    const { page } = screen;
    await screen.goto('/programme/fonctions');
    await screen.check('seats');
    await page.getByText('Inscrire une organisation').click();
    await page.locator('select[name=kind]').selectOption({ label: 'Intercommunalité' });
    await page.locator('#champ-organisation-name').fill(EPCI.name);
    await field(screen, /^Boîte de contact/).fill(EPCI.mailbox);
    await field(screen, /^SIREN/).fill(EPCI.siren);
    await screen.check('an organisation to register');
    await button(screen, 'Inscrire').click();
    await page.getByText('L’organisation est inscrite.').waitFor();
    await page.getByText('Inviter une personne').click();
    await page.locator('select[name=organisationId]').selectOption({ label: EPCI.name });
    await page.locator('select[name=role]').selectOption({ label: 'Territoire, chef de file' });
    await field(screen, /^Intitulé de la fonction/).fill('cheffe de projet');
    await field(screen, /^Nom de la personne/).fill(LEAD.name);
    await field(screen, /^Adresse électronique/).fill(LEAD.email);
    await screen.check('a person to invite');
    await button(screen, 'Confier la fonction et inviter').click();
    await page.getByText('La personne est invitée.').waitFor();
    await screen.check('a person invited');
    expect(await page.locator('main tbody tr').filter({ hasText: LEAD.name }).count()).toBe(1);
    expect(await screen.told()).toEqual([]);
  });

  it('the lead opens the link of the mail and enrols an authenticator', async () => {
    await worker.settled();
    const mail = worker.inbox.to(LEAD.email).at(-1);
    expect(mail?.subject).toContain(EPCI.name);
    const path = /\/lien\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
    expect(path).not.toBe('');
    await lead.goto(path);
    await lead.check('an invitation');
    await button(lead, 'Entrer dans le portail').click();
    await lead.page.waitForURL(/compte\/application$/);
    await lead.check('an authenticator to enrol');
    secret = ((await lead.page.locator('main code').textContent()) ?? '').replaceAll(' ', '');
    await field(lead, /^Code à six chiffres/).fill(codeNow());
    await button(lead, 'Activer').click();
    await lead.page.locator('.rb-codes').waitFor();
    await lead.check('recovery codes');
    expect(new Set(await lead.page.locator('.rb-codes li').allTextContents()).size).toBe(10);
    await link(lead, 'Je les ai gardés').click();
    expect(await lead.told()).toEqual([]);
  });

  it('the lead signs out, and in again without a mail', async () => {
    const mails = worker.inbox.to(LEAD.email).length;
    await button(lead, 'Se déconnecter').click();
    await lead.page.getByText('Vous êtes déconnecté.').waitFor();
    await lead.check('signed out');
    portal.journey.clock.advance({ seconds: 60 });
    await link(lead, 'Se connecter').first().click();
    await lead.page.getByText('Avec une application d’authentification').click();
    await lead.page.locator('#champ-application-email').fill(LEAD.email);
    await field(lead, /^Code à six chiffres/).fill(codeNow());
    await button(lead, 'Se connecter').last().click();
    await link(lead, 'Mes candidatures').first().waitFor();
    await lead.check('signed in');
    await worker.settled();
    expect(worker.inbox.to(LEAD.email)).toHaveLength(mails);
    expect(await lead.told()).toEqual([]);
  });

  it('the lead fills in the form, deposits, and has the receipt on the page and by mail', async () => {
    const { page } = lead;
    await link(lead, 'Mes candidatures').first().click();
    await lead.check('no candidacy yet');
    await link(lead, /Candidater/)
      .first()
      .click();
    await lead.check('a candidacy to start');
    await button(lead, 'Ouvrir la candidature').click();
    await page.waitForURL(/formulaire$/);
    await lead.check('the form');
    await link(lead, 'Le dossier').first().click();
    await field(lead, 'Besoins (obligatoire)').fill('Détecter des projets industriels');
    await page.locator('[data-upload="letter"] input[type=file]').setInputFiles(PIECE);
    await page.locator('[data-upload="letter"] a', { hasText: 'lettre.pdf' }).waitFor();
    await lead.check('a section, filled in');
    await button(lead, 'Enregistrer et vérifier').click();
    await page.waitForURL(/depot$/);
    await lead.check('ready to deposit');
    await page.getByLabel(/J’atteste/).check({ force: true });
    await button(lead, 'Déposer la candidature').click();
    await page.waitForURL(/recepisse/);
    await lead.check('the receipt');
    const number = /RB-2023-\w+(?:-\w+)*/.exec((await page.textContent('main')) ?? '')?.[0] ?? '';
    expect(number).not.toBe('');

    await worker.settled();
    const receipts = worker.inbox.mails.filter(({ text }) => text.includes(number));
    expect(receipts.flatMap(({ recipients }) => recipients)).toContain(LEAD.email);
    const { rows } = await portal.journey.judge.query<{ state: string; territory: string }>(
      'select state, territory from candidacies.candidacy where receipt_number = $1',
      [number],
    );
    expect(rows).toMatchObject([{ state: 'submitted' }]);
    expect(await lead.told()).toEqual([]);
  });
});

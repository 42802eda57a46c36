import { startProductWorker } from '../support/product-worker.js';
import type { TestWorker } from '../support/worker.js';
import { describeInBrowser } from './support/chromium.js';
import { button, field, Portal, type Person } from './support/portal.js';
import type { Screen } from './support/screen.js';

const EPCI = '200068500';

describeInBrowser('the people of a candidacy', () => {
  let portal: Portal;
  let worker: TestWorker;
  let lead: Person;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.begin('team');
    const { database, clock } = portal.journey;
    worker = await startProductWorker({ database, clock });
    lead = await portal.lead(EPCI);
    id = await portal.ready(lead, EPCI);
  });
  afterAll(() => worker.stop());
  afterAll(() => portal.end());

  /** The link of the last mail to this address. */
  async function mailed(address: string): Promise<string> {
    await worker.settled();
    const path = /\/lien\/[\w-]+/.exec(worker.inbox.to(address).at(-1)?.text ?? '')?.[0];
    if (path === undefined) throw new Error(`No link for ${address}`);
    return path;
  }

  /** Comes in by an invitation, and puts the authenticator off. */
  async function enter(address: string): Promise<Screen> {
    const screen = await portal.browsing.open();
    await screen.goto(await mailed(address));
    await screen.check('an invitation');
    await button(screen, 'Entrer dans le portail').click();
    await screen.page.waitForURL(/compte\/application/);
    await screen.check('the authenticator, offered');
    return screen;
  }

  it('a co-editor is invited, comes in by the link and writes', async () => {
    const { screen } = lead;
    await screen.goto(`/candidatures/${id}/equipe`);
    await screen.check('the team');
    await field(screen, /^Prénom et nom/).fill('Coéditrice d’essai');
    await field(screen, /^Adresse de courriel/).fill('coeditrice@test.example');
    await screen.page.locator('input[name=title]').fill('chargée de mission');
    await button(screen, 'Envoyer l’invitation').click();
    await screen.page.getByText('Invitation envoyée').waitFor();
    await screen.check('an invitation sent');

    const guest = await enter('coeditrice@test.example');
    await guest.goto('/candidatures');
    await guest.check('the candidacies of a co-editor');
    await guest.goto(`/candidatures/${id}/formulaire/file`);
    await field(guest, 'Besoins (obligatoire)').fill('Écrit par la coéditrice');
    await button(guest, /^Enregistrer$/).click();
    await guest.page
      .getByText(/Enregistré/)
      .first()
      .waitFor();
    await guest.goto(`/candidatures/${id}/depot`);
    await guest.page.getByText('Le dépôt est fait par le chef de file, ').waitFor();
    expect([...(await screen.told()), ...(await guest.told())]).toEqual([]);
  });

  it('the director approves by a link, without an account', async () => {
    const { screen } = lead;
    await screen.goto(`/candidatures/${id}/approbation`);
    await screen.check('an approval to ask');
    await screen.page.locator('input[name=name]').fill('Direction d’essai');
    await screen.page.locator('input[name=email]').fill('direction@test.example');
    await screen.page.locator('input[name=title]').fill('directrice générale');
    await button(screen, 'Envoyer la demande').click();
    await screen.page.getByText('Demande envoyée').waitFor();
    const director = await portal.browsing.open();
    await director.goto(await mailed('direction@test.example'));
    await director.check('a file to approve');
    await director.page.getByLabel('Je donne mon accord').check({ force: true });
    director.expecting((status) => status === 410);
    await button(director, 'Envoyer ma réponse').click();
    await director.page.getByText('votre accord est enregistré').first().waitFor();
    await screen.goto(`/candidatures/${id}/approbation`);
    await screen.page.getByText('Accord donné').first().waitFor();
    await screen.check('an approval given');
    expect([...(await screen.told()), ...(await director.told())]).toEqual([]);
  });

  it('the lead’s seat passes on: the draft stays, and who left sees nothing any more', async () => {
    const { screen } = lead;
    await screen.goto(`/candidatures/${id}/equipe`);
    await screen.page.locator('a[href$="/transmission"]').first().click();
    await screen.check('a seat to hand over');
    await screen.page.locator('input[name=name]').fill('Nouvelle titulaire');
    await screen.page.locator('input[name=email]').fill('titulaire@test.example');
    await button(screen, 'Transmettre la fonction').click();
    await screen.page.waitForURL((url) => !url.pathname.endsWith('/transmission'));
    await screen.check('after a seat was handed over');
    expect(await screen.told()).toEqual([]);
    screen.expecting((status) => [401, 403, 404].includes(status));
    await screen.goto(`/candidatures/${id}/formulaire`);
    expect(new URL(screen.page.url()).pathname).toBe('/connexion');
    await screen.check('whoever left is to sign in');

    const next = await enter('titulaire@test.example');
    await next.goto(`/candidatures/${id}/formulaire/file`);
    expect(await field(next, 'Besoins (obligatoire)').inputValue()).toBe('Écrit par la coéditrice');
    await field(next, 'Besoins (obligatoire)').fill('Repris par la nouvelle titulaire');
    await button(next, 'Enregistrer et vérifier').click();
    await next.page.waitForURL(/depot$/);
    await next.check('ready to deposit, by who took over');
    await next.goto('/compte');
    await next.check('an account');
    expect(await next.told()).toEqual([]);
  });
});

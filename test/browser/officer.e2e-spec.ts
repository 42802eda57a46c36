import { startProductWorker } from '../support/product-worker.js';
import type { TestWorker } from '../support/worker.js';
import { describeInBrowser } from './support/chromium.js';
import { button, field, link, Portal, type Person } from './support/portal.js';

const CAMBRAI = '200068500';
const CAUDRESIS = '200030633';

describeInBrowser('an officer', () => {
  let portal: Portal;
  let worker: TestWorker;
  let territory: Person;
  let officer: Person;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.begin('officer');
    const { database, clock } = portal.journey;
    worker = await startProductWorker({ database, clock });
    territory = await portal.lead(CAMBRAI);
    id = await portal.deposited(territory, CAMBRAI);
    officer = await portal.person({ role: 'bdt_officer' });
    // The worklist keeps what it sorts by from the messages of the case.
    await worker.settled();
  });
  afterAll(() => worker.stop());
  afterAll(() => portal.end());

  it('finds a case in the worklist and takes it in charge', async () => {
    const { screen } = officer;
    await screen.goto('/dossiers');
    await screen.check('the worklist');
    await field(screen, 'Territoire ou SIREN').fill('zzzz');
    await button(screen, 'Afficher').click();
    await screen.page.getByText('Aucun dossier ne répond').first().waitFor();
    await screen.check('nothing found');
    await screen.goto('/dossiers?q=cambrai');
    await screen.page.locator('a.rb-row-link').first().click();
    await screen.page.waitForURL(new RegExp(id));
    await screen.check('the case');
    await screen.goto(`/candidatures/${id}/instruction`);
    await screen.check('the examination');
    await field(screen, 'Nouvelle note').fill('Dossier solide, à compléter sur les besoins.');
    await button(screen, 'Ajouter la note').click();
    await screen.page.getByText('Dossier solide').first().waitFor();
    expect(await screen.told()).toEqual([]);
  });

  it('asks for a complement on a field, and the territory answers it', async () => {
    const { screen } = officer;
    await screen.goto(`/candidatures/${id}/instruction`);
    await screen.page.locator('#demander-needs').check({ force: true });
    screen.expecting((status) => status === 422);
    await button(screen, 'Envoyer la demande').click();
    await screen.page.locator('.rb-error-summary').waitFor();
    await screen.check('a complement without a message');
    await field(screen, /^Message au territoire/).fill('Précisez les besoins de votre territoire.');
    await button(screen, 'Envoyer la demande').click();
    await screen.page.getByText('La demande de complément est envoyée.').waitFor();
    await screen.check('a complement asked');
    expect(await screen.told()).toEqual([]);
    await worker.settled();
    expect(worker.inbox.to(territory.seat.email).some(({ text }) => text.includes('Précisez'))).toBe(true);

    const reader = territory.screen;
    await reader.goto(`/candidatures/${id}/complements`);
    await reader.check('a request to answer');
    await link(reader, 'Besoins').first().click();
    await field(reader, 'Besoins (obligatoire)').fill('Détecter des projets, avec une cartographie.');
    await button(reader, /^Enregistrer$/).click();
    await reader.goto(`/candidatures/${id}/complements`);
    await reader.page.getByRole('textbox').first().fill('Voici les précisions.');
    await reader.page.locator('main form button[type=submit], main form button').last().click();
    await reader.page.getByText('Voici les précisions.').first().waitFor();
    await reader.check('a request answered');
    expect(await reader.told()).toEqual([]);
  });

  it('pronounces on admissibility, asks for opinions, and the prefecture gives its own', async () => {
    const { screen } = officer;
    await screen.goto(`/candidatures/${id}/instruction`);
    // Point by point of the call's checklist, then the decision.
    for (const met of await screen.page.getByLabel('Satisfait', { exact: true }).all())
      await met.check({ force: true });
    await screen.page.getByLabel('Recevable', { exact: true }).check({ force: true });
    await button(screen, 'Prononcer').click();
    await screen.page.getByText('La décision de recevabilité est enregistrée.').waitFor();
    const prefect = await portal.person({ role: 'sub_prefect', organisation: { departement: '59' } });
    await portal.journey.judge.query(
      `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, 'prefecture', $3)
       on conflict do nothing`,
      [id, prefect.seat.organisationId, '2023-01-01T00:00:00Z'],
    );
    await screen.goto(`/candidatures/${id}/avis`);
    await screen.check('no opinion yet');
    await button(screen, 'Demander les avis prévus par l’appel').click();
    await screen.page
      .getByText(/avis demandé/)
      .first()
      .waitFor();
    await screen.check('opinions asked');
    expect(await screen.told()).toEqual([]);

    const reader = prefect.screen;
    await reader.goto(`/candidatures/${id}/avis`);
    await reader.check('an opinion to give');
    await reader.page.getByLabel('Favorable avec réserves').check({ force: true });
    await field(reader, /^Observations/).fill('Le foncier reste à maîtriser.');
    await button(reader, 'Rendre l’avis').click();
    await reader.page.getByText('L’avis est enregistré.').waitFor();
    await reader.check('an opinion given');
    expect(await reader.told()).toEqual([]);
  });

  it('asks someone without an account, who answers once by a link', async () => {
    const { screen } = officer;
    await screen.goto(`/candidatures/${id}/avis`);
    await field(screen, /^Nom/).fill('Conseillère industrie');
    await field(screen, /^Adresse électronique/).fill('industrie@cci.example');
    await screen.page.locator('select[name=opinion]').selectOption({ index: 1 });
    await button(screen, 'Envoyer le lien').click();
    await screen.page.getByText('Le lien est envoyé.').waitFor();
    await worker.settled();
    const mail = worker.inbox.to('industrie@cci.example').at(-1);
    const path = /\/lien\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
    expect(path).not.toBe('');

    const stranger = await portal.browsing.open();
    await stranger.goto(path);
    await stranger.check('an opinion by a link');
    stranger.expecting((status) => status === 410);
    await stranger.page.getByLabel('Favorable', { exact: true }).check({ force: true });
    await button(stranger, 'Rendre l’avis').click();
    await stranger.page.getByText('votre avis est enregistré').first().waitFor();
    await stranger.goto(path);
    await stranger.check('a link that has served');
    expect(await button(stranger, 'Rendre l’avis').count()).toBe(0);
    await screen.goto(`/candidatures/${id}/avis`);
    await screen.page.getByText('Conseillère industrie').first().waitFor();
    await screen.check('an opinion come by a link');
    expect([...(await screen.told()), ...(await stranger.told())]).toEqual([]);
  });

  it('acts on several cases at once, with a result for each', async () => {
    const other = await portal.lead(CAUDRESIS);
    await portal.deposited(other, CAUDRESIS);
    await worker.settled();
    const { screen } = officer;
    await screen.goto('/dossiers');
    for (const box of await screen.page.locator('input[name=cases]').all()) await box.check({ force: true });
    await screen.page.locator('button[name=act][value=admit]').click();
    await screen.page.waitForURL(/lots/);
    await screen.check('a batch with its results');
    expect(await screen.page.locator('main tbody tr').count()).toBeGreaterThan(1);
    expect(await screen.told()).toEqual([]);
  });

  it('works through the list with the keyboard alone', async () => {
    const { screen } = officer;
    const { keyboard } = screen.page;
    await screen.goto('/dossiers');
    await screen.tabTo(field(screen, 'Territoire ou SIREN'));
    await keyboard.type('cambrai');
    await keyboard.press('Enter');
    await screen.page.waitForURL(/q=cambrai/);
    await screen.tabTo(screen.page.locator('a.rb-row-link').first());
    await keyboard.press('Enter');
    await screen.page.waitForURL(new RegExp(id));
    await screen.tabTo(link(screen, 'Instruction').first());
    await keyboard.press('Enter');
    await screen.page.waitForURL(/instruction$/);
    expect(await screen.told()).toEqual([]);
  });
});

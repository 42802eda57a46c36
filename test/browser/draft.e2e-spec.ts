import { setTimeout as pause } from 'node:timers/promises';

import { startProductWorker } from '../support/product-worker.js';
import type { TestWorker } from '../support/worker.js';
import { describeInBrowser } from './support/chromium.js';
import { button, field, link, Portal } from './support/portal.js';

const NEEDS = 'Besoins (obligatoire)';

describeInBrowser('a draft', () => {
  let portal: Portal;
  let worker: TestWorker;

  beforeAll(async () => {
    portal = await Portal.begin('draft');
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

  it('is written in two tabs: one chooses where both changed the same answer', async () => {
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
    // From one to the other and back by the arrows of the keyboard.
    const { keyboard } = two.page;
    const [mine, theirs] = [two.page.getByLabel(/La mienne/), two.page.getByLabel(/L’autre version/)];
    await two.tabTo(mine);
    await keyboard.press('ArrowDown');
    expect(await theirs.isChecked()).toBe(true);
    await keyboard.press('ArrowUp');
    expect(await mine.isChecked()).toBe(true);
    await two.tabTo(button(two, /^Enregistrer$/));
    await keyboard.press('Enter');
    await two.page.getByText('La version du premier').first().waitFor({ state: 'hidden' });
    const { body } = await person.get(`/api/candidacies/${id}/answers`);
    expect(body.document).toMatchObject({ needs: 'La version du second' });
    expect([...(await one.told()), ...(await two.told())]).toEqual([]);
  });

  it.each([
    ['200067106', false],
    ['200071223', true],
  ])('loses nothing when its session ends in mid-form (%s, scripts: %s)', async (siren, javaScript) => {
    const person = await portal.lead(siren, { javaScript });
    const { screen, seat } = person;
    const id = await portal.ready(person, siren);
    screen.expecting((status, path) => status === 401 && path.startsWith('/api/'));
    await screen.goto(`/candidatures/${id}/formulaire/file`);
    await portal.journey.judge.query('update identity.session set ended_at = $1 where person_id = $2', [
      portal.journey.clock.now().toString(),
      seat.personId,
    ]);
    await field(screen, NEEDS).fill('Saisi avant la fin de la session');
    // The page that saves by itself says that it can't any more.
    if (javaScript) await link(screen, 'Se reconnecter').waitFor();
    await screen.check('a session that has ended');
    await button(screen, /^Enregistrer$/).click();
    await screen.page.waitForURL(/connexion/);
    await screen.check('sign in again');
    await field(screen, /^Adresse électronique/)
      .first()
      .fill(seat.email);
    await button(screen, 'Recevoir un lien de connexion').click();
    await screen.check('a code to type');
    const code = await codeFor(seat.email);
    await field(screen, /^Code reçu/).fill(code);
    await button(screen, 'Se connecter').click();
    await screen.page.waitForURL(/reprise/);
    await screen.check('what was typed is still there');
    expect((await person.get(`/api/candidacies/${id}/answers`)).body.document).toMatchObject({
      needs: 'Détecter des projets',
    });
    await button(screen, 'Envoyer de nouveau').click();
    await screen.page.waitForURL(/formulaire/);
    expect(await field(screen, NEEDS).inputValue()).toBe('Saisi avant la fin de la session');
    const { body } = await person.get(`/api/candidacies/${id}/answers`);
    expect(body.document).toMatchObject({ needs: 'Saisi avant la fin de la session' });
    expect(await screen.told()).toEqual([]);
  });
});

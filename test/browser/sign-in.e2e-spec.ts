import { setTimeout as pause } from 'node:timers/promises';

import { IdentityModule } from '@rebond/identity';
import { IdentityJobsModule } from '@rebond-jobs/identity';
import { Secret, TOTP } from 'otpauth';
import type { Locator } from 'playwright-core';

import type { TestSeat } from '../support/seats.js';
import { startWorker, type TestWorker } from '../support/worker.js';
import { describeInBrowser } from './support/chromium.js';
import { button, field, link, Portal } from './support/portal.js';
import type { Screen } from './support/screen.js';

describeInBrowser('the way in', () => {
  let portal: Portal;
  let worker: TestWorker;
  let seat: TestSeat;
  let secret: string;

  beforeAll(async () => {
    portal = await Portal.begin('sign-in');
    const { database, clock } = portal.journey;
    worker = await startWorker({ database, clock, modules: [IdentityModule, IdentityJobsModule] });
    ({ seat } = await portal.journey.seat({ role: 'bdt_officer', title: 'Charge d’affaires' }));
  });
  afterAll(() => worker.stop());
  afterAll(() => portal.end());

  const codeNow = (): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: portal.journey.clock.now().epochMilliseconds,
    });

  let read = 0;

  /** The code of the next mail. */
  async function mailedCode(): Promise<string> {
    for (let i = 0; i < 400; i += 1) {
      const code = /(\d{4}) (\d{4})/.exec(worker.inbox.to(seat.email)[read]?.text ?? '')?.[0];
      if (code !== undefined) {
        read += 1;
        return code;
      }
      await pause(25);
    }
    throw new Error('No mail came');
  }

  /** By the keyboard alone: goes there, replaces what is there, sends the form. */
  async function typeInto(screen: Screen, target: Locator, text: string): Promise<void> {
    await screen.tabTo(target);
    await screen.page.keyboard.press('Control+A');
    await screen.page.keyboard.type(text);
    await screen.page.keyboard.press('Enter');
  }

  async function askFor(screen: Screen, path: string): Promise<void> {
    await screen.goto(path);
    await screen.page.locator('#champ-email').fill(seat.email);
    await button(screen, 'Recevoir un lien de connexion').click();
  }

  it('by a mail’s code, then an authenticator that is enrolled at once, by the keyboard', async () => {
    const screen = await portal.browsing.open();
    screen.expecting((status) => status === 422);
    await screen.goto('/compte');
    expect(screen.page.url()).toContain('/connexion?retour=%2Fcompte');
    await screen.check('sign-in');
    await typeInto(screen, screen.page.locator('#champ-email'), 'pas-une-adresse');
    await screen.page.locator('#champ-email[aria-invalid=true]').waitFor();
    await screen.check('sign-in refused');
    await typeInto(screen, screen.page.locator('#champ-email'), seat.email);
    await field(screen, /Code reçu par courriel/).waitFor();
    await screen.check('code');
    await typeInto(screen, field(screen, /Code reçu par courriel/), await mailedCode());
    await screen.page.waitForURL(/compte\/application\?/);
    await screen.check('enrolment');
    secret = ((await screen.page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await typeInto(screen, field(screen, /Code à six chiffres/), '000000');
    await screen.page.locator('#champ-code[aria-invalid=true]').waitFor();
    await screen.check('enrolment refused');
    await typeInto(screen, field(screen, /Code à six chiffres/), codeNow());
    await screen.page.locator('.rb-codes').waitFor();
    expect(await screen.page.locator('.rb-codes li').count()).toBe(10);
    await screen.check('recovery codes');
    await screen.tabTo(link(screen, 'Je les ai gardés'));
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForURL(/compte$/);
    await screen.check('account');
    expect(await screen.told()).toEqual([]);
  });

  it('by the authenticator, without a mail and without scripts', async () => {
    portal.journey.clock.advance({ seconds: 60 });
    const sent = worker.inbox.mails.length;
    const screen = await portal.browsing.open({ javaScript: false });
    await screen.goto('/connexion?retour=/compte/suppleance');
    await screen.page.getByText('Avec une application d’authentification').click();
    await screen.check('sign-in by an application, without scripts');
    await screen.page.locator('#champ-application-email').fill(seat.email);
    await field(screen, /Code à six chiffres/).fill(codeNow());
    await button(screen, 'Se connecter').last().click();
    expect(new URL(screen.page.url()).pathname).toBe('/compte/suppleance');
    await screen.check('signed in, without scripts');
    expect(worker.inbox.mails).toHaveLength(sent);
    expect(await screen.told()).toEqual([]);
  });

  it('loses nothing of a form whose session ended before it was sent', async () => {
    const screen = await portal.browsing.open();
    screen.expecting((status) => status === 422);
    portal.journey.clock.advance({ minutes: 5 });
    await screen.goto('/connexion?retour=/compte/suppleance');
    await screen.page.getByText('Avec une application d’authentification').click();
    await screen.page.locator('#champ-application-email').fill(seat.email);
    await field(screen, /Code à six chiffres/).fill(codeNow());
    await button(screen, 'Se connecter').last().click();
    await field(screen, /Prénom et nom/).fill('Adjointe');
    await field(screen, /Adresse électronique/).fill('adjointe@etat.example');
    await field(screen, /Premier jour/).fill('2023-02-01');
    await field(screen, /Dernier jour/).fill('2023-02-10');
    portal.journey.clock.advance({ minutes: 61 });
    await button(screen, 'Confier').click();
    expect(new URL(screen.page.url()).pathname).toBe('/connexion');
    await askFor(screen, screen.page.url());
    await field(screen, /Code reçu par courriel/).fill(await mailedCode());
    await button(screen, 'Se connecter').click();
    expect(new URL(screen.page.url()).pathname).toBe('/reprise');
    await screen.check('kept form');
    await button(screen, 'Envoyer de nouveau').click();
    await screen.check('deputies');
    expect(await screen.page.textContent('main')).toContain('adjointe@etat.example');
    expect(await screen.told()).toEqual([]);
  });

  it('of the demo, by role', async () => {
    const screen = await portal.browsing.open();
    await screen.goto('/demo');
    await screen.check('demo');
    await button(screen, /Entrer Charge d’affaires/).click();
    expect(new URL(screen.page.url()).pathname).toBe('/dossiers');
    expect(await screen.told()).toEqual([]);
  });
});

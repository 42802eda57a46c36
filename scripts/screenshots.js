'use strict';
// Plays the demo and takes the README's pictures into docs/screenshots, with the Chromium on the path (or CHROMIUM).
// Without one it says so and changes nothing.
const { spawn, spawnSync } = require('node:child_process');
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { chromium } = require('playwright-core');

const root = join(__dirname, '..');
const out = join(root, 'docs', 'screenshots');
const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts the demo; gives its address and its inbox's once it has been played. */
function demo() {
  const child = spawn(process.execPath, [join(__dirname, 'rebond.js'), 'demo'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  const addresses = new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      told += String(chunk);
      const [, server] = /reste ouvert : (\S+)/.exec(told) ?? [];
      const [, inbox] = /Courriels : (\S+)/.exec(told) ?? [];
      if (server && inbox) resolve({ server, inbox });
    });
    child.once('exit', (code) => reject(new Error(`The demo ended with ${code}:\n${told}`)));
  });
  return { child, addresses };
}

/** Windows of the demo's people, and a camera. */
function camera(browser, server) {
  const taken = async (page, name, { height = 960 } = {}) => {
    await page.setViewportSize({ width: 1100, height });
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: join(out, `${name}.png`) });
    console.error(join('docs', 'screenshots', `${name}.png`));
  };
  /** A window of the first seat whose line matches; of anyone when none is asked for. */
  const as = async (seat) => {
    const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce', baseURL: server });
    const page = await context.newPage();
    if (!seat) return page;
    await page.goto('/demo');
    const form = page
      .locator('form', { has: page.locator('[name=seat]') })
      .filter({ hasText: seat })
      .first();
    // One of the seats that the page folds away may be meant.
    await form.evaluate((one) => one.requestSubmit());
    await page.waitForURL((url) => url.pathname !== '/demo');
    return page;
  };
  return { taken, as };
}

/** Goes where the first link leads that begins so and says so. */
async function follow(page, href, text) {
  const link = page.locator(`main a[href^="${href}"]`).filter({ hasText: text }).first();
  await page.goto(await link.getAttribute('href'));
}

/** The five main pages of the portal, and the inbox. */
async function pictures(browser, { server, inbox }) {
  const { taken, as } = camera(browser, server);
  const anyone = await as(null);
  await anyone.goto('/laureats');
  await taken(anyone, 'laureates');

  const territory = await as(/Chantier-Ouvert/);
  await territory.goto('/candidatures');
  await follow(territory, '/candidatures/', /Chantier-Ouvert|octobre 2025/);
  const draft = territory.url();
  await territory.goto(`${draft}/formulaire`);
  await follow(territory, `${draft.replace(server, '')}/formulaire/`, /./);
  await taken(territory, 'form');

  const officer = await as(/Banque des Territoires/);
  await officer.goto('/dossiers');
  await taken(officer, 'worklist');
  await officer.goto('/dossiers?q=ales');
  await follow(officer, '/candidatures/', /Alès/);
  const ales = `/candidatures/${/candidatures\/([\w-]+)/.exec(officer.url())[1]}`;
  await officer.goto(ales);
  await taken(officer, 'case');
  await officer.goto(`${ales}/instruction`);
  await taken(officer, 'review');

  await anyone.goto(`${inbox}/?q=Lorient`);
  await taken(anyone, 'inbox', { height: 700 });
}

async function main() {
  if (spawnSync(executable, ['--version'], { stdio: 'ignore' }).status !== 0) {
    console.error(`No ${executable} here: no pictures taken.`);
    return;
  }
  mkdirSync(out, { recursive: true });
  // A demo that is played already may be given: its server, then its inbox.
  const [server, inbox] = process.argv.slice(2);
  const { child, addresses } = server && inbox ? { child: null, addresses: { server, inbox } } : demo();
  const browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    await pictures(browser, await addresses);
  } finally {
    await browser.close();
    child?.kill('SIGINT');
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

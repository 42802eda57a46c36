'use strict';
// Plays the demo and takes the README's pictures into docs/screenshots, with the Chromium on the path (or CHROMIUM).
// Without one it says so and changes nothing.
const { spawn, spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const out = join(root, 'docs', 'screenshots');
const chromium = process.env.CHROMIUM ?? 'chromium';

function picture(url, name, height) {
  const profile = mkdtempSync(join(tmpdir(), 'rebond-chromium-'));
  const taken = spawnSync(
    chromium,
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update', '--virtual-time-budget=5000'],
      ...[`--user-data-dir=${profile}`, `--window-size=1100,${height}`],
      ...[`--screenshot=${join(out, name)}`, url],
    ],
    { stdio: 'ignore' },
  );
  rmSync(profile, { recursive: true, force: true });
  if (taken.status !== 0) throw new Error(`${chromium} took no picture of ${url}`);
  console.error(join('docs', 'screenshots', name));
}

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

async function main() {
  if (spawnSync(chromium, ['--version'], { stdio: 'ignore' }).status !== 0) {
    console.error(`No ${chromium} here: no pictures taken.`);
    return;
  }
  mkdirSync(out, { recursive: true });
  const { child, addresses } = demo();
  try {
    const { server, inbox } = await addresses;
    const sentence = encodeURIComponent("La candidature de CA Alès Agglomération à l'appel");
    const found = await (await fetch(`${inbox}/?q=${sentence}`)).text();
    const receipt = found.match(/\/mails\/\d+/g)?.at(-1) ?? '/';
    picture(`${inbox}/?q=Lorient`, 'inbox.png', 760);
    picture(`${inbox}${receipt}`, 'receipt.png', 960);
    picture(`${server}/api/docs`, 'api.png', 900);
  } finally {
    child.kill('SIGINT');
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

'use strict';
// `npm run rebond -- <verb>`: builds when the sources have changed, then runs the command line in this process,
// so that signals and the exit code are its own. Standard output belongs to the command alone.
const { spawnSync } = require('node:child_process');
const { readdirSync, rmSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const main = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');

if (typeof globalThis.Temporal === 'undefined') {
  console.error(
    `Rebond demande Node 26 ou plus récent, et celui-ci est ${process.version} : lancez « npm ci », puis passez par « npm run » (qui prend le Node installé avec le projet).`,
  );
  process.exit(1);
}

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Latest change of anything below, folders included: a file removed changes its folder. */
function latest(path) {
  let newest = modified(path);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? latest(below) : modified(below));
  }
  return newest;
}

function isStale() {
  const built = modified(main);
  if (built === 0) return true;
  const folders = ['apps', 'libs', 'database'].map((name) => join(root, name)).filter((path) => modified(path) > 0);
  const files = ['.swcrc', 'nest-cli.json'].map((name) => join(root, name));
  return [...folders.map(latest), ...files.map(modified)].some((changed) => changed > built);
}

if (isStale()) {
  const build = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (build.status !== 0 || modified(main) === 0) {
    rmSync(main, { force: true });
    console.error('La construction a échoué.');
    process.exit(build.status || 1);
  }
}

process.setSourceMapsEnabled(true);
process.argv[1] = main;
require(main);

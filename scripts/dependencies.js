'use strict';
// Writes docs/adr/dependencies.md: version, licence, home and size of the production dependencies as installed.
const { readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesIn(path);
    return sum + statSync(path).size;
  }, 0);
}

const homeOf = ({ repository, homepage }) =>
  (typeof repository === 'string' ? repository : (repository?.url ?? homepage ?? ''))
    .replace(/^git\+|\.git$/g, '')
    .replace(/^(https?|git|ssh):\/\/(git@)?(www\.)?|^github:/g, '')
    .replace(/\/tree\/.*$|#.*$/, '');

const rows = Object.keys(read('package.json').dependencies).map((name) => {
  const described = read(`node_modules/${name}/package.json`);
  const kilobytes = Math.round(bytesIn(join(root, 'node_modules', name)) / 1000);
  return `| \`${name}\` | ${described.version} | ${described.license} | ${homeOf(described)} | ${kilobytes} |`;
});

writeFileSync(
  join(root, 'docs', 'adr', 'dependencies.md'),
  [
    '# Production dependencies',
    '',
    'Written by `node scripts/dependencies.js` from the installed packages. Sizes are those of the package alone, in kB.',
    '',
    '| package | version | licence | home | kB |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n'),
);

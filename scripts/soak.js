'use strict';
// `npm run soak [-- --kills 500] [--seed N] [--queue postgres|redis] [--hits worker,postgres] [--suite announcements]`:
// a fault suite, for as many kills as asked (`kills`: the product under load; `announcements`: decision lists announced). Ends with 0 and a summary in JSON on standard output when the judge found nothing.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, existsSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(process.pid) },
    queue: { type: 'string', default: 'postgres' },
    hits: { type: 'string' },
    suite: { type: 'string', default: 'kills' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'rebond-soak-'));
const summary = join(folder, 'summary.json');
const root = join(__dirname, '..');

const started = Date.now();
const run = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), `test/faults/${values.suite}`, '--selectProjects', 'real'],
  {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    env: {
      ...process.env,
      FAULT_KILLS: values.kills,
      FAULT_SEED: values.seed,
      FAULT_SUMMARY: summary,
      TEST_QUEUE: values.queue,
      ...(values.queue === 'redis' ? { REQUIRE_REDIS: '1' } : {}),
      ...(values.hits === undefined ? {} : { FAULT_HITS: values.hits }),
    },
  },
);
const found = existsSync(summary) ? JSON.parse(readFileSync(summary, 'utf8')) : { faults: ['the run did not end'] };
console.log(JSON.stringify({ ...found, seconds: Math.round((Date.now() - started) / 1000) }, null, 2));
rmSync(folder, { recursive: true, force: true });
process.exit(run.status ?? 1);

import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assignment } from './assignment.js';
import { http } from './http.js';
import { letters } from './letters.js';
import { list } from './list.js';
import { mail } from './mail.js';
import { pages } from './pages.js';
import { reasons } from './reasons.js';
import { reminders } from './reminders.js';
import { spine } from './spine.js';
import { start } from './start.js';
import { Cluster } from './support/cluster.js';
import { benchmarks } from './support/document.js';
import { machine } from './support/machine.js';
import { rawLimit, type Raw } from './support/raw.js';
import type { Row, Scale } from './support/row.js';
import { ROOT } from './support/stand.js';

type Part = (cluster: Cluster, raw: Raw, scale: Scale) => Promise<Row[]>;

const PARTS: Readonly<Record<string, Part>> = {
  spine,
  http,
  pages,
  list: (cluster, _raw, scale) => list(cluster, scale),
  mail: (cluster, _raw, scale) => mail(cluster, scale),
  letters: (cluster, _raw, scale) => letters(cluster, scale),
  assignment: (_cluster, _raw, scale) => assignment(scale),
  start: (cluster, _raw, scale) => start(cluster, scale),
  // Last: it restarts PostgreSQL with a setting of its own.
  reminders: (cluster, _raw, scale) => reminders(cluster, scale),
};

const log = (line: string): void => void process.stderr.write(`${line}\n`);

function asked(): readonly string[] {
  const only = process.argv
    .find((one) => one.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const unknown = only?.filter((one) => PARTS[one] === undefined) ?? [];
  if (unknown.length > 0)
    throw new Error(`No such part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  return Object.keys(PARTS).filter((one) => only === undefined || only.includes(one));
}

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick');
  const parts = asked();
  const cluster = await Cluster.start();
  try {
    const facts = await machine(cluster.urls('postgres'));
    const raw = rawLimit(cluster.folder);
    const rows: Row[] = [];
    for (const name of parts) {
      log(name);
      rows.push(...((await PARTS[name]?.(cluster, raw, { quick, log })) ?? []));
    }
    rows.sort((a, b) => (a.part === b.part ? 0 : a.part < b.part ? -1 : 1));
    const page = benchmarks(rows, facts, Temporal.Now.plainDateISO().toString(), reasons);
    if (quick || parts.length < Object.keys(PARTS).length) process.stdout.write(page);
    else writeFileSync(join(ROOT, 'docs/benchmarks.md'), page);
  } finally {
    await cluster.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

import 'reflect-metadata';
import { list } from './list.js';
import { http } from './http.js';
import { mail } from './mail.js';
import { reminders } from './reminders.js';
import { spine } from './spine.js';
import { start } from './start.js';
import { Cluster } from './support/cluster.js';
import { rawLimit } from './support/raw.js';
import type { Row } from './support/row.js';

const PARTS = ['spine', 'http', 'list', 'mail', 'reminders', 'start'] as const;

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick');
  const only = process.argv.find((one) => one.startsWith('--only='))?.slice(7).split(',') ?? PARTS;
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const scale = { quick, log };
  const cluster = await Cluster.start();
  const rows: Row[] = [];
  try {
    const raw = rawLimit(cluster.folder);
    for (const part of PARTS.filter((one) => only.includes(one))) {
      log(part);
      if (part === 'spine') rows.push(...(await spine(cluster, raw, scale)));
      if (part === 'http') rows.push(...(await http(cluster, raw, scale)));
      if (part === 'list') rows.push(...(await list(cluster, scale)));
      if (part === 'mail') rows.push(...(await mail(cluster, scale)));
      if (part === 'start') rows.push(...(await start(cluster, scale)));
      if (part === 'reminders') rows.push(...(await reminders(cluster, scale)));
    }
    for (const row of rows) log(`${row.what}: ${row.ours}; ${row.raw}; ${row.ratio} ${row.target} ${String(row.met)}`);
  } finally {
    await cluster.stop();
  }
}
void main();

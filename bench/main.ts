import 'reflect-metadata';
import { Cluster } from './support/cluster.js';
import { rawLimit } from './support/raw.js';
import type { Row } from './support/row.js';
import { spine } from './spine.js';
import { http } from './http.js';

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick');
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const cluster = await Cluster.start();
  const rows: Row[] = [];
  try {
    const only = process.argv.find((one) => one.startsWith('--only='))?.slice(7);
    if (!only || only === 'spine') rows.push(...(await spine(cluster, rawLimit(cluster.folder), { quick, log })));
    if (!only || only === 'http') rows.push(...(await http(cluster, rawLimit(cluster.folder), { quick, log })));
    console.table(rows);
  } finally {
    await cluster.stop();
  }
}
void main();

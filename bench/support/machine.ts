import { readFileSync } from 'node:fs';
import { cpus, totalmem, type } from 'node:os';
import type { BenchDatabase } from './cluster.js';
import { asOwner } from './cluster.js';
import { findPgbench, pgbenchVersion } from './pgbench.js';

const GIB = 2 ** 30;

function processor(): string {
  try {
    const model = /^model name\s*:\s*(.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
    return model ?? cpus()[0]?.model ?? 'unknown processor';
  } catch {
    return cpus()[0]?.model ?? 'unknown processor';
  }
}

/** What the figures were measured on, without the name of the machine. */
export async function machine({ ownerUrl }: BenchDatabase): Promise<readonly string[]> {
  const server = await asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? '?';
  });
  const path = findPgbench();
  return [
    `Machine: ${String(cpus().length)} cores, ${processor()}, ${(totalmem() / GIB).toFixed(0)} GiB of memory, ${type()}`,
    `Node ${process.version.slice(1)}, PostgreSQL ${server} (embedded, on the same machine, the product's settings: fsync on), ` +
      (path === null ? 'no pgbench: the raw limit is a `pg` client with prepared statements' : pgbenchVersion(path)),
  ];
}

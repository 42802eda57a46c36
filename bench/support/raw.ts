import { FIRST } from './cases.js';
import type { BenchDatabase } from './cluster.js';
import { findPgbench, pgbench, pgbenchVersion } from './pgbench.js';
import { rawClient } from './raw-client.js';
import { pgbenchScript, type Recording } from './script.js';

export interface RawTransaction {
  readonly recording: Recording;
  readonly database: BenchDatabase;
  /** Random ones among these are worked on. */
  readonly cases: number;
  readonly clients: number;
  readonly seconds: number;
}

/** The raw limit: the recorded statements without the product, by pgbench or, where there is none, by `pg`. */
export interface Raw {
  readonly name: string;
  /** Transactions a second. */
  run(transaction: RawTransaction): Promise<number>;
}

export function rawLimit(folder: string): Raw {
  const path = findPgbench();
  if (path === null) return { name: 'raw `pg` client (no pgbench on this machine)', run: rawClient };
  return {
    name: `${pgbenchVersion(path)}, -M extended`,
    run: async ({ recording, database, cases, clients, seconds }) => {
      const script = pgbenchScript(recording, FIRST, cases);
      return (await pgbench(path, { url: database.appUrl, script, folder, clients, seconds })).tps;
    },
  };
}

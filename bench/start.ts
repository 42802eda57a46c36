import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from './support/cluster.js';
import { median } from './support/figures.js';
import { startServer } from './support/processes.js';
import { n2, type Row, type Scale } from './support/row.js';
import { environment } from './support/stand.js';

const TARGET_MS = 1_000;

/** (f) From the spawn of the built server to the first 200 on readiness, with a migrated database. */
export async function start(cluster: Cluster, { quick, log }: Scale): Promise<Row[]> {
  const database = await cluster.database('bench_start');
  const spawns = quick ? 2 : 10;
  const caches: string[] = [];
  const once = async (cache: string): Promise<number> => {
    const server = await startServer({ ...environment(database, cluster.folder), NODE_COMPILE_CACHE: cache });
    await server.stop(); // the compile cache is written when the process ends
    return server.startedMs;
  };
  const fresh = (): string => {
    const cache = mkdtempSync(join(tmpdir(), 'rebond-bench-compiled-'));
    caches.push(cache);
    return cache;
  };
  try {
    const cold: number[] = [];
    for (let i = 0; i < spawns; i += 1) cold.push(await once(fresh()));
    const kept = caches.at(-1) ?? '';
    const warm: number[] = [];
    for (let i = 0; i < spawns; i += 1) warm.push(await once(kept));
    log(`  start: ${n2(median(warm) / 1000)} s warm, ${n2(median(cold) / 1000)} s cold`);
    const line = (what: string, times: readonly number[], met: boolean | null): Row => ({
      part: 'f',
      what: `Spawn of the built server to the first 200 on readiness, ${what}, median of ${String(times.length)}`,
      ours: `${n2(median(times) / 1000)} s`,
      raw: '–',
      ratio: '–',
      target: met === null ? '–' : '≤ 1 s',
      met,
    });
    return [
      line('compile cache warm', warm, median(warm) <= TARGET_MS),
      line('compile cache empty (first start)', cold, null),
    ];
  } finally {
    for (const cache of caches) rmSync(cache, { recursive: true, force: true });
  }
}

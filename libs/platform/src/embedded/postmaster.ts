import { readFileSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from 'pg';

export interface PidFile {
  readonly pid: number;
  readonly port: number;
}

/**
 * Reads `postmaster.pid`: line 1 the process, line 4 the port. Both are 0 while PostgreSQL has not written them,
 * which a crash at that moment makes last.
 */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const number = (line: string | undefined): number => Math.trunc(Math.abs(Number(line))) || 0;
  return { pid: number(lines[0]), port: number(lines[3]) };
}

/** Whether the process runs. One that has ended and that nobody waits for (a zombie) does not. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(status.slice(status.lastIndexOf(')') + 2));
  } catch {
    return true;
  }
}

/** Where /proc tells: whether the process is a PostgreSQL at all; undefined where it does not. */
export function isPostgres(pid: number): boolean | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return undefined;
  }
}

export type Answer = 'ready' | 'starting' | 'refused' | 'foreign';

/** Asks the server at an address whether it serves this cluster. SQLSTATE 57P03: it is starting or stopping. */
export async function ask(url: string, cluster: string): Promise<Answer> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const served = await realpath(rows[0]?.data_directory ?? '/').catch(() => undefined);
    return served === (await realpath(cluster)) ? 'ready' : 'foreign';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === '57P03') return 'starting';
    if (code === 'ECONNREFUSED') return 'refused';
    // The connection was taken and then cut or left waiting: a server that is stopping, or busy recovering.
    return code === 'ECONNRESET' || code === 'EPIPE' || /timeout|terminated/i.test(message) ? 'starting' : 'foreign';
  } finally {
    await client.end().catch(() => undefined);
  }
}

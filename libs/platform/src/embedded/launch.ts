import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Account } from './account.js';
import { type Binaries, NEUTRAL_ENVIRONMENT } from './binaries.js';
import { clusterOf } from './cluster.js';
import { ask, isAlive, isPostgres, readPidFile } from './postmaster.js';

const POLL_MS = 25;
/** A server that recovers after a crash answers « starting » all along; silence is not waited for this long. */
const READY_POLLS = 120_000 / POLL_MS;
const REFUSED_POLLS = 3000 / POLL_MS;
const LOG_LIMIT_BYTES = 10_000_000;

/** A port of the loopback that nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export const isPortFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/**
 * What a crash or another process left in the folder: the live server to use again, or nothing, the stale
 * `postmaster.pid` having been removed (its process ended, or its number now belongs to something else).
 */
export async function findRunning(
  folder: string,
  urlAt: (port: number) => string,
  log: (line: string) => void,
): Promise<{ pid: number; port: number } | undefined> {
  const cluster = clusterOf(folder);
  let refusals = 0;
  for (let poll = 0; poll < READY_POLLS; poll += 1) {
    const left = await readPidFile(cluster);
    if (!left) return undefined;
    const answer = isAlive(left.pid) && left.port > 0 ? await ask(urlAt(left.port), cluster) : 'refused';
    if (answer === 'ready') return left;
    if (answer !== 'starting') refusals += 1;
    const gone = left.pid > 0 && (!isAlive(left.pid) || isPostgres(left.pid) === false);
    if (gone || refusals > REFUSED_POLLS) {
      log(`Le serveur précédent ne s'est pas arrêté proprement : la base va se rétablir.`);
      await rm(join(cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    await pause(POLL_MS);
  }
  throw new Error(
    `Un serveur occupe ${folder} mais n'accepte pas de connexion ; voir ${join(folder, 'postgres.log')}.`,
  );
}

async function openLog(folder: string): Promise<{ fd: number; from: number; close: () => Promise<void> }> {
  const path = join(folder, 'postgres.log');
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
  const file = await open(path, 'a', 0o600);
  return { fd: file.fd, from: size > LOG_LIMIT_BYTES ? 0 : size, close: () => file.close() };
}

export type Launch = { readonly pid: number } | { readonly failure: string };

/**
 * Starts the server detached (Ctrl-C reaches the application, which then stops it), its log in a file so that
 * it outlives us without a broken pipe, and waits until it answers.
 */
export async function launch(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
  settings: Readonly<Record<string, string>>,
  url: string,
): Promise<Launch> {
  const cluster = clusterOf(folder);
  const log = await openLog(folder);
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn(binaries.postgres, args, {
    ...account,
    cwd: '/',
    env: NEUTRAL_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `arrêt avec ${signal ?? `le code ${String(code)}`}`));
  child.unref();
  await log.close();
  for (let poll = 0; poll < READY_POLLS && ended === undefined; poll += 1) {
    if (child.pid !== undefined && (await ask(url, cluster)) === 'ready') return { pid: child.pid };
    await pause(POLL_MS);
  }
  if (ended === undefined) child.kill('SIGQUIT');
  const written = await readFile(join(folder, 'postgres.log'));
  const lines = written.subarray(log.from).toString().trim().split('\n').slice(-8).join('\n');
  return { failure: `${ended ?? 'pas de réponse'}\n${lines}` };
}

/** Fast shutdown (SIGINT: open sessions are ended, a checkpoint is written), then SIGQUIT, then SIGKILL. */
export async function shutdown(cluster: string, pid: number): Promise<void> {
  const stopped = async (): Promise<boolean> => !isAlive(pid) || (await readPidFile(cluster))?.pid !== pid;
  for (const [signal, waitMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    if (await stopped()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let poll = 0; poll < waitMs / POLL_MS && !(await stopped()); poll += 1) await pause(POLL_MS);
  }
}

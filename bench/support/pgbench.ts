import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface RawRun {
  /** Transactions a second, without the time to connect. */
  readonly tps: number;
}

export interface RawOptions {
  readonly url: string;
  readonly script: string;
  readonly folder: string;
  readonly clients: number;
  readonly seconds: number;
  readonly mode?: 'extended' | 'prepared';
}

const DEBIAN = '/usr/lib/postgresql';

/** pgbench of the PATH, else the newest of Debian's; null when there is none. */
export function findPgbench(): string | null {
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []).map((version) =>
      join(DEBIAN, version, 'bin'),
    ),
  ];
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path)) ?? null;
}

export const pgbenchVersion = (path: string): string => execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();

const run = (path: string, args: readonly string[], options: { env: NodeJS.ProcessEnv }) =>
  promisify(execFile)(path, args, options).catch((error: unknown) => {
    const { stdout = '', stderr = String(error) } = error as { stdout?: string; stderr?: string };
    return { stdout, stderr };
  });

/** @throws Error when a client was refused something */
export async function pgbench(path: string, options: RawOptions): Promise<RawRun> {
  const { hostname, port, username, password, pathname } = new URL(options.url);
  const file = join(options.folder, 'transaction.pgbench');
  writeFileSync(file, options.script);
  const args = ['-n', '-M', options.mode ?? 'extended', '-f', file, '-c', String(options.clients), '-j', '2'];
  const { stdout, stderr } = await run(path, [...args, '-T', String(options.seconds)], {
    env: {
      ...process.env,
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: username,
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
    },
  });
  const tps = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  if (!(tps > 0) || /aborted|ERROR/.test(stderr)) throw new Error(`pgbench failed: ${stderr.slice(0, 2000)}`);
  return { tps };
}

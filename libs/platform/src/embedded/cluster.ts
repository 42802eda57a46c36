import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { Account } from './account.js';
import { type Binaries, NEUTRAL_ENVIRONMENT } from './binaries.js';
import { isAlive } from './postmaster.js';

export const SUPERUSER = 'postgres';

/** Where things lie in the data folder: PostgreSQL's own files in `cluster`, ours beside it. */
export const clusterOf = (folder: string): string => join(folder, 'cluster');

const missing = (error: unknown): undefined => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return undefined;
};

/**
 * The superuser's password, drawn at the first start and kept in the folder for its owner alone.
 * @throws Error when another password is asked for than the one the folder was made with.
 */
export async function superuserPassword(folder: string, asked: string | undefined): Promise<string> {
  const file = join(folder, 'password');
  const drawn = asked ?? randomBytes(24).toString('base64url');
  await writeFile(file, drawn, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  const kept = await readFile(file, 'utf8');
  if (asked !== undefined && asked !== kept)
    throw new Error(`La base de ${folder} a été créée avec un autre mot de passe que celui demandé.`);
  return kept;
}

/** The port of the last start, so that addresses noted by people stay good. */
export async function rememberedPort(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'port'), 'utf8').catch(missing);
  const port = Number(text);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

export const rememberPort = (folder: string, port: number): Promise<void> =>
  writeFile(join(folder, 'port'), `${port}\n`);

function run(program: string, args: string[], account: Account | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      env: NEUTRAL_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`La création de la base a échoué (initdb, code ${String(code)}) :\n${output.trim()}`));
    });
  });
}

/** Clusters that this process is making; any other of its number was left by an earlier process. */
const inTheMaking = new Set<string>();

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const maker = Number(/^cluster\.new-(\d+)-/.exec(name)?.[1]);
    const left = maker === process.pid ? ![...inTheMaking].some((one) => name.startsWith(one)) : !isAlive(maker);
    if (maker > 0 && left) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Creates the cluster unless the folder has one. It is made aside and renamed when whole: an interrupted
 * creation leaves nothing that looks like a database, and of two creators at once the first wins.
 */
export async function ensureCluster(
  folder: string,
  binaries: Binaries,
  options: { account: Account | undefined; password: string; sync: boolean; log: (line: string) => void },
): Promise<void> {
  const cluster = clusterOf(folder);
  if (await stat(join(cluster, 'PG_VERSION')).catch(missing)) return;
  options.log(`Création de la base dans ${folder}`);
  await removeAbandoned(folder);
  const fresh = `${cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  inTheMaking.add(basename(fresh));
  await mkdir(fresh, { mode: 0o700 });
  const passwordFile = `${fresh}.password`;
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  try {
    if (options.account) {
      await chown(fresh, options.account.uid, options.account.gid);
      await chown(passwordFile, options.account.uid, options.account.gid);
    }
    const args = ['-D', fresh, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    args.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
    await run(binaries.initdb, options.sync ? args : [...args, '--no-sync'], options.account);
    await chmod(fresh, 0o700);
    await rename(fresh, cluster).catch((error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(fresh, { recursive: true, force: true });
    inTheMaking.delete(basename(fresh));
  }
}

/**
 * The account that owns an existing cluster: PostgreSQL starts under no other.
 * @throws Error when it is not ours and we are not root, or when root owns it.
 */
export async function clusterAccount(folder: string, account: Account | undefined): Promise<Account | undefined> {
  const owner = await stat(clusterOf(folder)).catch(missing);
  if (!owner || owner.uid === (account?.uid ?? process.getuid?.())) return account;
  if (!account || owner.uid === 0)
    throw new Error(
      `La base de ${folder} appartient au compte ${owner.uid} : lancez-la sous ce compte ou rendez-la au vôtre (chown -R).`,
    );
  return { uid: owner.uid, gid: owner.gid };
}

import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The system account that runs PostgreSQL, when it is not the one that runs this process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: Account = { uid: 65534, gid: 65534 };

/** PostgreSQL refuses to run as root: root lends it `nobody`; anyone else runs it as themselves. */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = /^nobody:.*$/m.exec(accounts)?.[0].split(':') ?? [];
  const uid = Number(fields[2]);
  const gid = Number(fields[3]);
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid, gid } : NOBODY;
}

/** Whether the account may pass through every folder down to `path` (permission bits only, no ACL). */
export async function isTraversable(path: string, account: Account): Promise<boolean> {
  const folder = await stat(path).catch(() => undefined);
  if (!folder) return false;
  const shift = folder.uid === account.uid ? 6 : folder.gid === account.gid ? 3 : 0;
  if (((folder.mode >> shift) & 1) === 0) return false;
  return dirname(path) === path || isTraversable(dirname(path), account);
}

/** Makes the folder and whatever is missing above it, open to passage and closed to listing. */
async function makeFolder(path: string): Promise<string> {
  const first = await mkdir(path, { recursive: true, mode: 0o711 });
  if (first) {
    const top = resolve(first);
    for (let made = path; made.length >= top.length; made = dirname(made)) await chmod(made, 0o711);
  }
  return realpath(path);
}

/**
 * The folder that will hold the database: the one asked for or, when the server's account cannot reach it,
 * one under the system's temporary folder whose name derives from it, so that the next start finds it again.
 * @throws Error when that other folder belongs to someone else.
 */
export async function reachableFolder(
  wanted: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<string> {
  const folder = await makeFolder(resolve(wanted));
  if (!account || (await isTraversable(folder, account))) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const other = await makeFolder(join(tmpdir(), `rebond-${name}`));
  const owner = await lstat(other);
  if (owner.uid !== process.getuid?.() || (owner.mode & 0o022) !== 0)
    throw new Error(`Le dossier ${other} appartient à un autre compte : supprimez-le ou choisissez un autre dossier.`);
  if (!(await isTraversable(other, account)))
    throw new Error(
      `Ni ${folder} ni ${other} ne sont accessibles au compte ${account.uid} qui exécute PostgreSQL : donnez un dossier qui le soit.`,
    );
  log(
    `Le compte ${account.uid}, qui exécute PostgreSQL à la place de root, n'a pas accès à ${folder} : la base est gardée dans ${other}, dossier temporaire que le système peut effacer.`,
  );
  return other;
}

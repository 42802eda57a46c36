import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SYSTEM } from '../database/actor.js';
import type { Transactions, Tx } from '../database/transactions.js';
import type { Files } from './files.js';

export interface Swept {
  /** Stored contents without a row. */
  readonly orphans: number;
  /** Uploads and copies that nobody finished. */
  readonly unfinished: number;
}

/** Which of these contents have a row. */
export type KnownContents = (tx: Tx, sha256: readonly string[]) => Promise<ReadonlySet<string>>;

async function older(path: string, before: Temporal.Instant): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.mtimeMs < before.epochMilliseconds;
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function oldNamesIn(folder: string, before: Temporal.Instant): Promise<string[]> {
  const names = await namesIn(folder);
  const old = await Promise.all(names.map((name) => older(join(folder, name), before)));
  return names.filter((_, i) => old[i]);
}

/** One folder of the store: its old files that have no row, looked at twice, the second time with the store held still. */
async function sweepFolder(
  transactions: Transactions,
  files: Files,
  prefix: string,
  before: Temporal.Instant,
  known: KnownContents,
): Promise<number> {
  const folder = join(files.root, 'sha256', prefix);
  const old = (await oldNamesIn(folder, before)).map((name) => prefix + name);
  if (old.length === 0) return 0;
  return transactions.run(SYSTEM, async (tx) => {
    const first = await known(tx, old);
    const suspects = old.filter((one) => !first.has(one));
    if (suspects.length === 0) return 0;
    await files.holdStill(tx);
    const owned = await known(tx, suspects);
    const orphans = suspects.filter((one) => !owned.has(one));
    await Promise.all(orphans.map((one) => rm(join(files.root, files.relativePath(one)), { force: true })));
    return orphans.length;
  });
}

/**
 * An upload is two files: its bytes, last written when something came, and `<id>.json` beside them. Their folder stays,
 * also when it is empty: another upload of the same case may have just found it.
 */
async function sweepUploads(folder: string, before: Temporal.Instant): Promise<number> {
  const names = await namesIn(folder);
  const ids = [...new Set(names.map((name) => name.replace(/\.json$/, '')))];
  let removed = 0;
  for (const id of ids) {
    const bytes = join(folder, id);
    if (!(await older(names.includes(id) ? bytes : `${bytes}.json`, before))) continue;
    await Promise.all([rm(bytes, { force: true }), rm(`${bytes}.json`, { force: true })]);
    removed += 1;
  }
  return removed;
}

/**
 * Removes what was not touched since `before`: stored contents without a row, uploads never finished, copies that a
 * crash left behind. Several sweeps may run at once.
 */
export async function sweepStore(
  transactions: Transactions,
  files: Files,
  before: Temporal.Instant,
  known: KnownContents,
): Promise<Swept> {
  let orphans = 0;
  for (const prefix of await namesIn(join(files.root, 'sha256')))
    orphans += await sweepFolder(transactions, files, prefix, before, known);
  const staged = await oldNamesIn(files.stagingDir, before);
  await Promise.all(staged.map((name) => rm(join(files.stagingDir, name), { force: true })));
  let unfinished = staged.length;
  for (const owner of await namesIn(files.uploadsDir))
    unfinished += await sweepUploads(join(files.uploadsDir, owner), before);
  return { orphans, unfinished };
}

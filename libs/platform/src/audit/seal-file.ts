import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RefusedError } from '@rebond/kernel';
import { instantOf } from '../clock/clock.js';
import { statement } from '../database/statement.js';
import type { Tx } from '../database/transactions.js';

/** A seal as it is kept outside the system. */
export interface KeptSeal {
  readonly n: number;
  /** Hexadecimal. */
  readonly root: string;
}

/** What was kept outside the system, to be found again in it. */
export interface KeptOutside {
  /** Roots, in hexadecimal. */
  readonly roots?: readonly string[];
  readonly seals?: readonly KeptSeal[];
}

const keptSeal = z.object({ n: z.int().positive(), root: z.string().regex(/^[0-9a-f]{64}$/) });

/** Name of the file in AUDIT_SEAL_DIR: one seal per line, in JSON. */
export const SEALS_FILE = 'seals.jsonl';

/**
 * Reads seals kept in a file.
 * @throws RefusedError `bad-seals-file` that names the first line that is none
 */
export function parseSeals(text: string, name: string): readonly KeptSeal[] {
  return text
    .split('\n')
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      try {
        return keptSeal.parse(JSON.parse(line));
      } catch {
        throw new RefusedError('bad-seals-file', `${name}, ligne ${number} : ce n'est pas un scellé.`);
      }
    });
}

interface SealRow {
  readonly n: number;
  readonly sealed_at: Date;
  readonly streams: number;
  readonly entries: number;
  readonly previous: Buffer;
  readonly root: Buffer;
}

const ONE_AT_A_TIME = statement('seal_export_lock', 'select pg_advisory_xact_lock(4714)');
const FROM = statement(
  'seal_export',
  `select n, sealed_at, streams, entries, previous, root from platform.audit_seal where n >= $1 order by n`,
);

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Replaces a file as one act: a reader, or a crash, meets the old one or the new one. */
async function replace(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `.${name}.draft`);
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, name));
  const directory = await open(folder, 'r');
  await directory.sync().finally(() => directory.close());
}

/**
 * Adds the seals that the file in `folder` does not have yet. What it has stays as it is, byte for byte.
 * @returns number of seals added
 * @throws RefusedError `seals-diverge` when the file's last seal is not the database's of that number
 */
export async function exportSeals(tx: Tx, folder: string): Promise<number> {
  await tx.query(ONE_AT_A_TIME);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, SEALS_FILE);
  const kept = await readOrEmpty(path);
  const last = parseSeals(kept, path).at(-1);
  const rows = await tx.query<SealRow>(FROM, [last?.n ?? 1]);
  if (last && rows[0]?.root.toString('hex') !== last.root)
    throw new RefusedError(
      'seals-diverge',
      `${path} : le scellé n° ${last.n} n'est pas celui de la base. Lancez « rebond audit verify --seals » ; après ` +
        `une restauration, mettez ce fichier de côté.`,
    );
  const added = last ? rows.slice(1) : rows;
  if (added.length === 0) return 0;
  const lines = added.map((row) =>
    JSON.stringify({
      n: row.n,
      sealedAt: instantOf(row.sealed_at).toString(),
      streams: row.streams,
      entries: row.entries,
      previous: row.previous.toString('hex'),
      root: row.root.toString('hex'),
    }),
  );
  await replace(folder, SEALS_FILE, `${kept}${lines.join('\n')}\n`);
  return added.length;
}

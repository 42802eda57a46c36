import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { RefusedError } from '@rebond/kernel';
import { sha256 } from '../audit/journal.js';
import { migrationsOf, quoted, sequencesOf, type Table, tablesOf } from './catalog.js';
import { backupContents } from './contents.js';
import { MANIFEST, type Manifest, type TableBackup } from './manifest.js';
import { writePart } from './parts.js';

export interface BackupOptions {
  /** The owner's address: it sees every row. */
  readonly ownerUrl: string;
  readonly filesDir: string;
  /** A folder that does not exist yet, or is empty. */
  readonly folder: string;
  readonly at: Temporal.Instant;
}

export interface BackupResult {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest, in hexadecimal; kept elsewhere, it tells that the backup is the one that was taken. */
  readonly fingerprint: string;
  /** Stored files that are no longer what their name says; copied as they are. */
  readonly damaged: readonly string[];
}

async function backupTable(client: Client, folder: string, table: Table): Promise<TableBackup> {
  const columns = table.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
  const rows = client.query(copyTo(`copy ${quoted(table)} (${columns}) to stdout`));
  const path = `tables/${table.schema}.${table.name}.copy.gz`;
  const part = await writePart(folder, path, rows, [createGzip({ level: 3 })]);
  return { ...table, columns: [...table.columns], rows: rows.rowCount, part };
}

/** Everything of one instant: tables and sequences from one snapshot, then the files, which are never overwritten. */
async function takeInto(draft: string, { ownerUrl, filesDir, at }: BackupOptions): Promise<BackupResult> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'rebond-backup' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    // Rather an error than rows that row-level security keeps from us.
    await client.query('set local row_security = off');
    const migrations = [...(await migrationsOf(client))];
    if (migrations.length === 0)
      throw new RefusedError('empty-database', "Cette base n'a pas de schéma à sauvegarder.");
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    const tables: TableBackup[] = [];
    for (const table of await tablesOf(client)) tables.push(await backupTable(client, draft, table));
    const sequences = [...(await sequencesOf(client))];
    await client.query('commit');
    const { files, damaged } = await backupContents(filesDir, draft);
    const server = rows[0]?.server_version ?? '';
    const manifest: Manifest = {
      ...{ format: 1, product: 'rebond', takenAt: at.toString(), server },
      ...{ migrations, tables, sequences, files },
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    const file = await open(join(draft, MANIFEST), 'wx', 0o600);
    await file.writeFile(text);
    await file.sync();
    await file.close();
    return { manifest, fingerprint: sha256(text).toString('hex'), damaged };
  } finally {
    await client.end();
  }
}

/**
 * Takes a logical backup of the database and of the stored files into a folder, which appears whole or not at all.
 * The queue is left out: it is made anew from the rows.
 * @throws RefusedError `backup-folder` when the folder has something in it; `empty-database`
 */
export async function backup(options: BackupOptions): Promise<BackupResult> {
  const folder = resolve(options.folder);
  const before = await readdir(folder).catch(() => []);
  if (before.length > 0)
    throw new RefusedError('backup-folder', `${folder} n'est pas vide : donnez à la sauvegarde un dossier à elle.`);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const result = await takeInto(draft, options);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return result;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

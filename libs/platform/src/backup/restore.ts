import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { RefusedError } from '@rebond/kernel';
import { type AuditVerdict, verifyAudit } from '../audit/verify.js';
import { migrate } from '../database/migrate.js';
import { dropEverything, foreignKeysOf, hasRows, migrationsOf, quoted, tablesOf } from './catalog.js';
import { checkContents, restoreContents } from './contents.js';
import { badBackup, type Manifest, readManifest } from './manifest.js';
import { isSound } from './parts.js';

export interface RestoreOptions {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly filesDir: string;
  readonly folder: string;
  /** Drops what the database holds first. */
  readonly forceEmpty?: boolean;
  /** What `backup` told of its manifest. */
  readonly fingerprint?: string;
}

export interface RestoreResult {
  readonly manifest: Manifest;
  readonly rows: number;
  /** Of the restored log. */
  readonly audit: AuditVerdict;
}

/** @throws RefusedError `bad-backup` that names the first part that is missing or changed */
async function checkParts(folder: string, manifest: Manifest): Promise<void> {
  for (const { part } of [...manifest.tables, manifest.files])
    if (!(await isSound(folder, part))) throw badBackup(`${part.path} manque ou a changé.`);
  await checkContents(folder, manifest);
}

async function checkDatabase(client: Client, forceEmpty: boolean): Promise<void> {
  if (forceEmpty) await dropEverything(client);
  else if (await hasRows(client, await tablesOf(client)))
    throw new RefusedError(
      'database-not-empty',
      'La base de destination contient des données. Pour les effacer et restaurer à leur place : --force-empty.',
    );
}

/** The restored rows fit one schema: the one that their migrations made. */
async function checkSchema(client: Client, manifest: Manifest): Promise<void> {
  const here = await migrationsOf(client);
  const differing = [
    ...manifest.migrations.filter((one) => !here.includes(one)).map((one) => `${one} manque ici`),
    ...here.filter((one) => !manifest.migrations.includes(one)).map((one) => `${one} manque à la sauvegarde`),
  ];
  if (differing.length > 0)
    throw new RefusedError(
      'schema-mismatch',
      `La sauvegarde vient d'une autre version du schéma (${differing.join(', ')}). Restaurez-la avec la version de ` +
        `Rebond qui l'a prise, puis passez « rebond migrate » avec celle-ci.`,
    );
}

/** Loads every table as it was, in one transaction: no trigger fires, and every foreign key is checked at the end. */
async function load(client: Client, folder: string, manifest: Manifest): Promise<number> {
  const tables = await tablesOf(client);
  const expected = new Set(manifest.tables.map(quoted));
  const unknown = tables.map(quoted).filter((name) => !expected.delete(name));
  if (unknown.length > 0 || expected.size > 0)
    throw badBackup(`ses tables ne sont pas celles du schéma (${[...unknown, ...expected].join(', ')}).`);
  const keys = await foreignKeysOf(client);
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`);
  for (const table of tables) await client.query(`alter table ${quoted(table)} disable trigger user`);
  // What the migrations themselves put in is in the backup too.
  await client.query(`truncate ${tables.map(quoted).join(', ')}`);
  let total = 0;
  for (const table of manifest.tables) {
    const columns = table.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
    const rows = client.query(copyFrom(`copy ${quoted(table)} (${columns}) from stdin`));
    await pipeline(createReadStream(join(folder, table.part.path)), createGunzip(), rows);
    if (rows.rowCount !== table.rows)
      throw badBackup(`${quoted(table)} : ${table.rows} lignes annoncées, ${rows.rowCount} chargées.`);
    total += rows.rowCount;
  }
  await client.query('set constraints all immediate');
  for (const table of tables) await client.query(`alter table ${quoted(table)} enable trigger user`);
  for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`);
  for (const sequence of manifest.sequences)
    await client.query('select setval($1::regclass, $2::bigint)', [quoted(sequence), sequence.lastValue]);
  return total;
}

/**
 * Restores a backup into an empty database: checks every part before it touches anything, migrates, loads, puts the
 * files back, verifies the audit log. A refusal or a failure while loading leaves an empty schema.
 * @throws RefusedError `bad-backup`, `database-not-empty`, `schema-mismatch`
 */
export async function restore(options: RestoreOptions): Promise<RestoreResult> {
  const folder = resolve(options.folder);
  const manifest = await readManifest(folder, options.fingerprint);
  await checkParts(folder, manifest);
  const client = new Client({ connectionString: options.ownerUrl, application_name: 'rebond-restore' });
  await client.connect();
  try {
    await checkDatabase(client, options.forceEmpty === true);
    await migrate({ ownerUrl: options.ownerUrl, appUrl: options.appUrl });
    await checkSchema(client, manifest);
    await client.query('begin');
    const rows = await load(client, folder, manifest);
    await client.query('commit');
    await client.query('analyze');
    await restoreContents(folder, manifest, options.filesDir);
    return { manifest, rows, audit: await verifyAudit(options.ownerUrl) };
  } finally {
    await client.end();
  }
}

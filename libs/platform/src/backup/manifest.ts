import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RefusedError } from '@rebond/kernel';
import { sha256 } from '../audit/journal.js';

export const MANIFEST = 'manifest.json';

/** A file of the backup, below its folder. */
const part = z.strictObject({
  path: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)*$/)
    .refine((path) => !path.split('/').includes('..')),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Part = Readonly<z.infer<typeof part>>;

const table = z.strictObject({
  schema: z.string().min(1),
  name: z.string().min(1),
  columns: z.array(z.string().min(1)),
  rows: z.int().nonnegative(),
  part,
});
export type TableBackup = Readonly<z.infer<typeof table>>;

const manifest = z.strictObject({
  format: z.literal(1),
  product: z.literal('rebond'),
  takenAt: z.iso.datetime(),
  /** Version of the PostgreSQL server. */
  server: z.string(),
  /** Migrations that made the schema, oldest first. */
  migrations: z.array(z.string()),
  tables: z.array(table),
  sequences: z.array(z.strictObject({ schema: z.string(), name: z.string(), lastValue: z.string() })),
  /** `part` lists the contents, one per line. */
  files: z.strictObject({ count: z.int().nonnegative(), bytes: z.int().nonnegative(), part }),
});
export type Manifest = Readonly<z.infer<typeof manifest>>;

/** One line of the list of contents. */
export const fileLine = part;

const altered = (detail: string): RefusedError => new RefusedError('bad-backup', `Sauvegarde refusée : ${detail}`);

/**
 * Reads the manifest of a backup.
 * @param fingerprint SHA-256 of the manifest that was told when the backup was taken
 * @throws RefusedError `bad-backup`
 */
export async function readManifest(folder: string, fingerprint?: string): Promise<Manifest> {
  const bytes = await readFile(join(folder, MANIFEST)).catch(() => {
    throw altered(`${join(folder, MANIFEST)} ne se lit pas.`);
  });
  if (fingerprint !== undefined && sha256(bytes).toString('hex') !== fingerprint.toLowerCase())
    throw altered("le manifeste n'a pas l'empreinte donnée.");
  try {
    return manifest.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw altered("le manifeste n'est pas celui d'une sauvegarde de Rebond.");
  }
}

export const badBackup = altered;

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSecretKey } from '@rebond/platform';

/** The key of a data folder, made the first time and kept beside the data, readable by its owner alone. */
export async function keptSecretKey(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'secret-keys');
  await mkdir(dataFolder, { recursive: true });
  // What another start has just written is not written over.
  await writeFile(path, newSecretKey('demo'), { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  });
  return readFile(path, 'utf8');
}

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { badBackup, fileLine, type Manifest, type Part } from './manifest.js';
import { isSound, writePart } from './parts.js';

/** The store's contents, below FILES_DIR; unfinished uploads beside it belong to nobody yet. */
const STORE = 'sha256';
const LIST = 'files.jsonl';

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

async function* contentsOf(filesDir: string): AsyncGenerator<string> {
  for (const first of await namesIn(join(filesDir, STORE)))
    for (const rest of await namesIn(join(filesDir, STORE, first))) yield `${STORE}/${first}/${rest}`;
}

export interface ContentsBackup {
  readonly files: Manifest['files'];
  /** Contents that are no longer what their name says. */
  readonly damaged: readonly string[];
}

/** Copies every stored content into the backup. One that the sweeper removes meanwhile has no owner and is left out. */
export async function backupContents(filesDir: string, folder: string): Promise<ContentsBackup> {
  const damaged: string[] = [];
  let [count, bytes] = [0, 0];
  async function* lines(): AsyncGenerator<string> {
    for await (const path of contentsOf(filesDir)) {
      const source = join(filesDir, path);
      if (!(await stat(source).catch(() => null))?.isFile()) continue;
      const part = await writePart(folder, `files/${path}`, createReadStream(source)).catch(async (error: unknown) => {
        if (!isAbsent(error)) throw error;
        await rm(join(folder, 'files', path), { force: true });
        return null;
      });
      if (!part) continue;
      if (path.replaceAll('/', '') !== `${STORE}${part.sha256}`) damaged.push(path);
      count += 1;
      bytes += part.bytes;
      yield `${JSON.stringify({ ...part, path })}\n`;
    }
  }
  const part = await writePart(folder, LIST, Readable.from(lines()));
  return { files: { count, bytes, part }, damaged };
}

async function* listed(folder: string, manifest: Manifest): AsyncGenerator<Part> {
  const lines = createInterface({ input: createReadStream(join(folder, manifest.files.part.path)) });
  for await (const line of lines) yield fileLine.parse(JSON.parse(line));
}

/** @throws RefusedError `bad-backup` that names the first content that is missing or changed */
export async function checkContents(folder: string, manifest: Manifest): Promise<void> {
  let count = 0;
  for await (const part of listed(folder, manifest)) {
    if (!(await isSound(join(folder, 'files'), part))) throw badBackup(`le fichier ${part.path} manque ou a changé.`);
    count += 1;
  }
  if (count !== manifest.files.count) throw badBackup(`${manifest.files.count} fichiers annoncés, ${count} trouvés.`);
}

/** Puts the contents back in the store; one that is there already and sound is left alone. */
export async function restoreContents(folder: string, manifest: Manifest, filesDir: string): Promise<void> {
  for await (const part of listed(folder, manifest)) {
    if (await isSound(filesDir, part)) continue;
    const target = join(filesDir, part.path);
    const draft = `${target}.draft`;
    await mkdir(dirname(target), { recursive: true });
    await pipeline(createReadStream(join(folder, 'files', part.path)), createWriteStream(draft, { flush: true }));
    await rename(draft, target);
    if (!(await isSound(filesDir, part))) throw badBackup(`le fichier ${part.path} a changé pendant la copie.`);
  }
}

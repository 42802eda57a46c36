import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Part } from './manifest.js';

/** Passes bytes through and remembers how many and their SHA-256. */
class Measure extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

/** Writes one file of the backup, to disk for good, through `steps` (compression). */
export async function writePart(
  folder: string,
  path: string,
  source: Readable,
  steps: readonly Transform[] = [],
): Promise<Part> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  const measure = new Measure();
  await pipeline([source, ...steps, measure, createWriteStream(target, { flags: 'wx', flush: true, mode: 0o600 })]);
  return { path, bytes: measure.bytes, sha256: measure.digest() };
}

/** Whether a file is there with the size and hash that are written of it. */
export async function isSound(folder: string, part: Part): Promise<boolean> {
  const measure = new Measure();
  try {
    await pipeline(createReadStream(join(folder, part.path)), measure.resume());
  } catch {
    return false;
  }
  return measure.bytes === part.bytes && measure.digest() === part.sha256;
}

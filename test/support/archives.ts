import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { fromBuffer } from 'yauzl';

export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** What a ZIP holds, by path, read by another library than the one that writes it. */
export function unzipped(zip: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, file) => {
      if (error) {
        reject(error);
        return;
      }
      const found = new Map<string, Buffer>();
      file.on('error', reject);
      file.on('end', () => resolve(found));
      file.on('entry', (entry) => {
        file.openReadStream(entry, (failed, stream) => {
          if (failed) {
            reject(failed);
            return;
          }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', reject);
          stream.on('end', () => {
            found.set(entry.fileName, Buffer.concat(chunks));
            file.readEntry();
          });
        });
      });
      file.readEntry();
    });
  });
}

/** What Info-ZIP says of an archive; null where it is not installed. */
export function testedByUnzip(zip: Buffer): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'rebond-zip-'));
  try {
    writeFileSync(join(folder, 'a.zip'), zip);
    return execFileSync('unzip', ['-tq', join(folder, 'a.zip')], { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface Verdict {
  readonly code: number | null;
  readonly said: string;
}

/** An archive on disk, as its reader unpacks it: it can be changed, sealed again as a forger would, and checked. */
export class UnpackedArchive {
  private constructor(readonly folder: string) {}

  static of(files: ReadonlyMap<string, Buffer>): UnpackedArchive {
    const archive = new UnpackedArchive(mkdtempSync(join(tmpdir(), 'rebond-archive-')));
    for (const [path, content] of files) archive.write(path, content);
    return archive;
  }

  copy(): UnpackedArchive {
    const other = new UnpackedArchive(mkdtempSync(join(tmpdir(), 'rebond-archive-')));
    cpSync(this.folder, other.folder, { recursive: true });
    return other;
  }

  drop(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  text(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  change(path: string, by: (text: string) => string): void {
    const before = this.text(path);
    const after = by(before);
    if (before === after) throw new Error(`${path} was not changed`);
    this.write(path, after);
  }

  remove(path: string): void {
    rmSync(join(this.folder, path));
  }

  paths(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => relative(this.folder, join(one.parentPath, one.name)))
      .sort();
  }

  /** Writes manifest and sums anew over what lies there now. */
  forge(): void {
    const manifest = JSON.parse(this.text('manifeste.json')) as { files: unknown };
    manifest.files = this.paths()
      .filter((path) => path !== 'manifeste.json' && path !== 'SHA256SUMS')
      .map((path) => {
        const content = readFileSync(join(this.folder, path));
        return { path, sha256: sha256(content), sizeBytes: content.length };
      });
    this.write('manifeste.json', `${JSON.stringify(manifest, null, 2)}\n`);
    const all = ['manifeste.json', ...(manifest.files as { path: string }[]).map(({ path }) => path)];
    this.write('SHA256SUMS', all.map((path) => `${sha256(readFileSync(join(this.folder, path)))}  ${path}\n`).join(''));
  }

  /** The check that the archive carries, in a process of its own that has nothing of ours. */
  check(...more: readonly string[]): Verdict {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(this.folder, 'verify.mjs'), ...more], {
      cwd: tmpdir(),
      env: {},
      encoding: 'utf8',
    });
    return { code: status, said: `${stdout}${stderr}` };
  }
}

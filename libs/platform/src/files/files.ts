import { createHash, randomUUIDv7 } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { statement } from '../database/statement.js';
import type { Tx } from '../database/transactions.js';
import { sniffType, type SniffedType } from './sniff.js';

/** A copy of some content, on disk for good but not yet in the store: keep it or discard it. */
export interface StagedFile {
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly sniffed: SniffedType | null;
}

/** Content that this process has made, staged. */
export type MadeFile = Omit<StagedFile, 'sniffed'>;

const LATER = statement(
  'files_keep_for_later',
  `insert into platform.kept_content (sha256, owner, kept_at)
   select distinct s, $3, $2::timestamptz from unnest($1::text[]) as s
   on conflict (sha256, owner) do update set kept_at = excluded.kept_at`,
);
const SHARE = statement('files_share', `select pg_advisory_xact_lock_shared(hashtextextended('files', 0))`);
const CLAIM = statement('files_claim', `select pg_advisory_xact_lock(hashtextextended('files', 0))`);

/**
 * Files by their content: FILES_DIR/sha256/ab/cdef… holds each content once, whatever it is called. A row says
 * who owns it; a file without a row is an orphan that the sweeper removes.
 */
@Injectable()
export class Files {
  readonly root: string;
  readonly stagingDir: string;
  readonly uploadsDir: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'FILES_DIR'>) {
    this.root = resolve(config.FILES_DIR);
    this.stagingDir = join(this.root, 'staging');
    this.uploadsDir = join(this.root, 'uploads');
  }

  /** Where a content is, relative to `root`. */
  relativePath(sha256: string): string {
    return join('sha256', sha256.slice(0, 2), sha256.slice(2));
  }

  /** Streams `source` once into a copy of its own, hashing it on the way; nobody else holds that copy open. */
  async stage(source: string): Promise<StagedFile> {
    await mkdir(this.stagingDir, { recursive: true });
    const path = join(this.stagingDir, randomUUIDv7());
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(createReadStream(source), measure, createWriteStream(path, { flags: 'wx', flush: true }));
      return { path, sha256: hash.digest('hex'), sizeBytes, sniffed: await sniffType(path) };
    } catch (error) {
      await this.discard({ path });
      throw error;
    }
  }

  /** As `stage`, of what this process has made. */
  async stageContent(content: Buffer): Promise<MadeFile> {
    await mkdir(this.stagingDir, { recursive: true });
    const path = join(this.stagingDir, randomUUIDv7());
    await writeFile(path, content, { flag: 'wx', flush: true });
    return { path, sha256: createHash('sha256').update(content).digest('hex'), sizeBytes: content.length };
  }

  /**
   * As `keep`, of several contents that no document of a case has yet: the room that keeps them has a row for each, and
   * the sweeper leaves them alone until that room forgets them.
   * @param owner the room
   */
  async keepForLater(tx: Tx, owner: string, made: readonly MadeFile[]): Promise<void> {
    await tx.query(SHARE);
    await tx.query(LATER, [made.map(({ sha256 }) => sha256), tx.at.toString(), owner]);
    await this.store(made);
  }

  /**
   * Moves a staged file into the store, in the transaction that inserts its row: until that commits, no sweep removes
   * the file. A content that is there already is replaced by its equal.
   */
  async keep(tx: Tx, staged: StagedFile): Promise<void> {
    await tx.query(SHARE);
    await this.store([staged]);
  }

  private async store(files: readonly Pick<MadeFile, 'path' | 'sha256'>[]): Promise<void> {
    const targets = files.map(({ path, sha256 }) => ({ path, target: join(this.root, this.relativePath(sha256)) }));
    const folders = new Set(targets.map(({ target }) => dirname(target)));
    await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
    await Promise.all(targets.map(({ path, target }) => rename(path, target)));
    const parents = new Set([...folders].map((folder) => dirname(folder)));
    await Promise.all([...folders, ...parents].map(syncFolder));
  }

  async discard(staged: Pick<StagedFile, 'path'>): Promise<void> {
    await rm(staged.path, { force: true });
  }

  /** Size in bytes of a stored content, or null when it is not there. */
  async sizeOf(sha256: string): Promise<number | null> {
    return (await stat(join(this.root, this.relativePath(sha256))).catch(() => null))?.size ?? null;
  }

  /** A stored content, opened. @throws Error when it is not there */
  async open(sha256: string): Promise<ReadStream> {
    return (await open(join(this.root, this.relativePath(sha256)), 'r')).createReadStream();
  }

  /** Waits for the transactions that are keeping files, and holds others back until this one ends. */
  async holdStill(tx: Tx): Promise<void> {
    await tx.query(CLAIM);
  }
}

/** A rename survives a power cut only once its folder is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import type { ReadStream } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One file of an archive: made already, or streamed from where it lies when its turn comes. */
export type ZipEntry = { readonly path: string; readonly sizeBytes: number } & (
  { readonly content: Buffer } | { readonly open: () => Promise<ReadStream> }
);

export interface Zip {
  readonly stream: Readable;
  /** Of the whole archive, known before its first byte. */
  readonly sizeBytes: number;
}

/** The first day that a ZIP can tell, in whatever zone the machine is: an archive of the same files is the same bytes. */
const FIRST_DAY = new Date(1980, 0, 1);
/** Stored, not deflated: nothing depends on a version of zlib, most pieces are compressed already, and the size is known. */
const OPTIONS = { compress: false, mtime: FIRST_DAY, mode: 0o100644, forceDosTimestamp: true };

const DIRECTORY_ENTRY_BYTES = 46;
/** yazl counts the records of a ZIP64 archive in its total size as soon as the directory passes 64 kB; it is to write them. */
const isLongDirectory = (entries: readonly ZipEntry[]): boolean =>
  entries.reduce((sum, { path }) => sum + DIRECTORY_ENTRY_BYTES + Buffer.byteLength(path), 0) >= 0xffff;

/**
 * An archive as it is read: one file is open at a time, and nothing waits in memory but what was made already. Above 4 GB, or
 * 65,534 files, it is ZIP64. The stream is destroyed with the error when a file is not there, or not of its size.
 */
export function zipOf(entries: readonly ZipEntry[]): Zip {
  const zip = new ZipFile();
  const stream = new PassThrough();
  let underway: ReadStream | undefined;
  zip.on('error', (error: Error) => stream.destroy(error));
  stream.on('close', () => underway?.destroy());
  for (const entry of entries) {
    if ('content' in entry) zip.addBuffer(entry.content, entry.path, OPTIONS);
    else
      zip.addReadStreamLazy(entry.path, { ...OPTIONS, size: entry.sizeBytes }, (give) => {
        entry.open().then(
          (opened) => {
            underway = opened.on('error', (error) => stream.destroy(error));
            if (stream.destroyed) opened.destroy();
            else give(null, opened);
          },
          (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))),
        );
      });
  }
  let sizeBytes = -1;
  const tell = (size: number): void => void (sizeBytes = size);
  // Its types forget the parameter.
  zip.end({ forceZip64Format: isLongDirectory(entries), comment: '' }, tell as () => void);
  if (sizeBytes < 0) throw new Error('The size of an archive of stored files is known');
  zip.outputStream.pipe(stream);
  return { stream, sizeBytes };
}

import type { ArchivedFile, Candidacy } from '@rebond/candidacies';
import type { Actor } from '@rebond/platform';
import { sha256 } from '@rebond/platform';

/** A file of the archive with the hash that stands for it: its own bytes, or the store's under that hash. */
export type ArchiveFile = { readonly path: string; readonly sha256: string; readonly sizeBytes: number } & (
  { readonly content: Buffer } | { readonly isStored: true }
);

export function fileOf(path: string, content: Buffer | string): ArchiveFile {
  const bytes = Buffer.from(content);
  return { path, sha256: sha256(bytes).toString('hex'), sizeBytes: bytes.length, content: bytes };
}

/** JSON is written to be read by people, and always the same. */
export function partFile(part: string, file: ArchivedFile): ArchiveFile {
  const path = `${part}/${file.path}`;
  if ('stored' in file) return { path, sha256: file.stored.sha256, sizeBytes: file.stored.sizeBytes, isStored: true };
  return fileOf(path, 'json' in file ? `${JSON.stringify(file.json, null, 2)}\n` : file.text);
}

/** What `sha256sum -c` reads. */
const sumsOf = (files: readonly ArchiveFile[]): string =>
  files.map(({ path, sha256: hash }) => `${hash}  ${path}\n`).join('');

/**
 * The archive's files in their order, the manifest and the sums before them. Nothing tells when it was taken: that stands in
 * the journal, with the manifest's hash, and the same case gives the same reader the same bytes.
 * @param parts names of what the reader's role opens, whatever the case holds
 */
export function withManifest(
  { id, territory, receiptNumber }: Pick<Candidacy, 'id' | 'territory' | 'receiptNumber'>,
  { role, seatId }: Pick<Actor, 'role' | 'seatId'>,
  parts: readonly string[],
  files: readonly ArchiveFile[],
): { readonly files: readonly ArchiveFile[]; readonly manifestSha256: string } {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = fileOf(
    'manifeste.json',
    `${JSON.stringify(
      {
        format: 'rebond-dossier',
        version: 1,
        case: id,
        territory,
        receiptNumber,
        reader: { role, seat: seatId },
        parts,
        files: sorted.map(({ path, sha256: hash, sizeBytes }) => ({ path, sha256: hash, sizeBytes })),
      },
      null,
      2,
    )}\n`,
  );
  const sums = fileOf('SHA256SUMS', sumsOf([manifest, ...sorted]));
  return { files: [manifest, sums, ...sorted], manifestSha256: manifest.sha256 };
}

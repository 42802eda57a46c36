import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { ArchivePart, type ArchiveContributor, type ArchivedFile } from './archive-part.js';
import { safeFileName } from './file-name.js';

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly nature: string;
  readonly filename: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly uploaded_at: Date;
}

const DOCUMENTS = statement(
  'archive_documents',
  `select id, nature, filename, media_type, size_bytes, sha256, uploaded_at
     from candidacies.document where candidacy_id = $1 order by uploaded_at, id`,
);

/** The documents of the case, decision letters among them, each under its id and its name. */
@Injectable()
@ArchivePart({ key: 'pieces', action: 'document.read' })
export class PiecesPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const pieces = (await tx.query<Row>(DOCUMENTS, [id])).map((row) => ({
      id: row.id,
      nature: row.nature,
      filename: row.filename,
      path: `${row.id}-${safeFileName(row.filename)}`,
      mediaType: row.media_type,
      sizeBytes: row.size_bytes,
      sha256: row.sha256,
      uploadedAt: row.uploaded_at.toISOString(),
    }));
    return [
      { path: 'pieces.json', json: pieces },
      ...pieces.map(({ path, sha256, sizeBytes }) => ({ path, stored: { sha256, sizeBytes } })),
    ];
  }
}

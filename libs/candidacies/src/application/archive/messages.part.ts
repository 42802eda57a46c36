import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { threadOf } from '../messages/thread.js';
import { ArchivePart, type ArchiveContributor, type ArchivedFile } from './archive-part.js';
import { safeFileName } from './file-name.js';
import { withSalts } from './with-salts.js';

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly sha256: string;
}

const HASHES = statement(
  'archive_message_files',
  `select id, sha256 from candidacies.message_file where candidacy_id = $1`,
);
const SALTS = statement('archive_message_salts', 'select id, salt from candidacies.message where candidacy_id = $1');

/** The messages that the reader may read, with the files that came with them; nothing tells whether they were read. */
@Injectable()
@ArchivePart({ key: 'messages', action: 'message.read' })
export class MessagesPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const hashes = new Map((await tx.query<Row>(HASHES, [id])).map((row) => [row.id, row.sha256]));
    const thread = await withSalts(tx, SALTS, id, await threadOf(tx, id));
    const messages = thread.map(({ isMine: _, isNew: __, files, ...message }) => ({
      ...message,
      files: files.map((file) => ({
        ...file,
        path: `${file.id}-${safeFileName(file.filename)}`,
        sha256: hashes.get(file.id) ?? '',
      })),
    }));
    return [
      { path: 'messages.json', json: messages },
      ...messages.flatMap(({ files }) =>
        files.map(({ path, sha256, sizeBytes }) => ({ path, stored: { sha256, sizeBytes } })),
      ),
    ];
  }
}

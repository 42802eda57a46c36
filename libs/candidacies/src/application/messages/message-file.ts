import { AbsentError, type CandidacyId } from '@rebond/kernel';
import { statement, type Download, type Tx } from '@rebond/platform';

interface Row {
  readonly filename: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
}

const READ = statement(
  'message_file_read',
  `select filename, media_type, size_bytes, sha256 from candidacies.message_file where candidacy_id = $1 and id = $2`,
);

/** @throws AbsentError when it does not exist or is hidden */
export async function messageFile(tx: Tx, id: CandidacyId, fileId: string): Promise<Download> {
  const [row] = await tx.query<Row & Record<string, unknown>>(READ, [id, fileId]);
  if (!row) throw new AbsentError();
  return { filename: row.filename, mediaType: row.media_type, sizeBytes: row.size_bytes, sha256: row.sha256 };
}

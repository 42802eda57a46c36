import { AbsentError, type CandidacyId, type DocumentId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';

/** A document of a case, as readers of the case see it. */
export interface DocumentView {
  readonly id: DocumentId;
  readonly filename: string;
  /** Told from the content. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly uploadedAt: string;
}

interface DocumentRow {
  readonly [column: string]: unknown;
  readonly id: DocumentId;
  readonly filename: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly uploaded_at: Date;
}

const COLUMNS = 'id, filename, media_type, size_bytes, sha256, uploaded_at';
const LIST = statement(
  'documents_list',
  `select ${COLUMNS} from candidacies.document where candidacy_id = $1 order by uploaded_at, id`,
);
const READ = statement(
  'document_read',
  `select ${COLUMNS} from candidacies.document where candidacy_id = $1 and id = $2`,
);

const viewOf = (row: DocumentRow): DocumentView => ({
  id: row.id,
  filename: row.filename,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  uploadedAt: instantOf(row.uploaded_at).toString(),
});

/** The documents of a case that the actor may see, the oldest first. */
export async function listDocuments(tx: Tx, id: CandidacyId): Promise<readonly DocumentView[]> {
  return (await tx.query<DocumentRow>(LIST, [id])).map(viewOf);
}

export async function findDocument(tx: Tx, id: CandidacyId, documentId: DocumentId): Promise<DocumentView | null> {
  const [row] = await tx.query<DocumentRow>(READ, [id, documentId]);
  return row ? viewOf(row) : null;
}

/** @throws AbsentError when it does not exist or is hidden */
export async function readDocument(tx: Tx, id: CandidacyId, documentId: DocumentId): Promise<DocumentView> {
  const document = await findDocument(tx, id, documentId);
  if (document) return document;
  throw new AbsentError();
}

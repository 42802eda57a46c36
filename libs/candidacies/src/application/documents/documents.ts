import type { DocumentFacts } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const FACTS = statement(
  'documents_facts',
  `select id, media_type, size_bytes, sha256 from candidacies.document where candidacy_id = $1`,
);

export interface StoredDocument extends DocumentFacts {
  /** Of its content, in hexadecimal. */
  readonly sha256: string;
}

/** What completeness and the snapshot need to know of a case's documents, by id. */
export async function documentsOf(tx: Tx, id: CandidacyId): Promise<ReadonlyMap<string, StoredDocument>> {
  const rows = await tx.query<{ id: string; media_type: string; size_bytes: number; sha256: string }>(FACTS, [id]);
  return new Map(
    rows.map((row) => [
      row.id,
      { mediaType: row.media_type, sizeBytes: row.size_bytes, sha256: row.sha256, state: 'staged' },
    ]),
  );
}

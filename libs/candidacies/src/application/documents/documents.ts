import type { DocumentFacts } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const FACTS = statement(
  'documents_facts',
  `select id, media_type, size_bytes from candidacies.document where candidacy_id = $1`,
);

/** What completeness needs to know of a case's documents, by id. */
export async function documentsOf(tx: Tx, id: CandidacyId): Promise<ReadonlyMap<string, DocumentFacts>> {
  const rows = await tx.query<{ id: string; media_type: string; size_bytes: number }>(FACTS, [id]);
  return new Map(
    rows.map((row) => [row.id, { mediaType: row.media_type, sizeBytes: row.size_bytes, state: 'staged' }]),
  );
}

import { randomUUIDv7 } from 'node:crypto';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const IDS = statement('documents_ids', `select id from candidacies.document where candidacy_id = $1`);
const COPY = statement(
  'documents_copy',
  `insert into candidacies.document
     (id, candidacy_id, shared, filename, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
   select c.copy, $2, false, d.filename, d.media_type, d.size_bytes, d.sha256, d.uploaded_by, d.uploaded_at
     from unnest($3::uuid[], $4::uuid[]) as c(original, copy)
     join candidacies.document d on d.id = c.original and d.candidacy_id = $1`,
);

export async function documentIdsOf(tx: Tx, id: CandidacyId): Promise<ReadonlySet<string>> {
  return new Set((await tx.query<{ id: string }>(IDS, [id])).map((row) => row.id));
}

/** A new id for each document of a case that another is to have too. */
export const newIds = (originals: Iterable<string>): ReadonlyMap<string, string> =>
  new Map([...originals].map((original) => [original, randomUUIDv7() as string]));

/** Gives a case rows of its own for documents of another: same content, by hash; ids as chosen. */
export async function copyDocuments(
  tx: Tx,
  from: CandidacyId,
  to: CandidacyId,
  copies: ReadonlyMap<string, string>,
): Promise<void> {
  if (copies.size > 0) await tx.query(COPY, [from, to, [...copies.keys()], [...copies.values()]]);
}

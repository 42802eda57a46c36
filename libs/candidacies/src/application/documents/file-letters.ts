import { randomUUIDv7 } from 'node:crypto';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** A letter about a case, in the store already. */
export interface FiledLetter {
  readonly candidacyId: CandidacyId;
  readonly filename: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

const FILE = statement(
  'letters_file',
  `insert into candidacies.document
     (id, candidacy_id, shared, filename, media_type, size_bytes, sha256, uploaded_by, uploaded_at, nature)
   select l.id, l.candidacy_id, true, l.filename, 'application/pdf', l.size_bytes, l.sha256, $6, $7, 'decision-letter'
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::text[])
       as l(id, candidacy_id, filename, size_bytes, sha256)`,
);

/** Puts decision letters among the documents of their cases, in one statement: every reader of a case has its letter. */
export async function fileLetters(tx: Tx, letters: readonly FiledLetter[]): Promise<void> {
  await tx.query(FILE, [
    letters.map(() => randomUUIDv7()),
    letters.map((one) => one.candidacyId),
    letters.map((one) => one.filename),
    letters.map((one) => one.sizeBytes),
    letters.map((one) => one.sha256),
    ...[tx.actor.seatId, tx.at.toString()],
  ]);
}

import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { DecisionListId } from '../domain/decision-list.js';

/** A letter in the store, made of some data. */
export interface StoredLetter {
  readonly candidacyId: CandidacyId;
  /** Of the data and the layout that it was made of. */
  readonly dataSha256: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

interface Row extends Record<string, unknown> {
  readonly candidacy_id: CandidacyId;
  readonly data_sha256: string;
  readonly sha256: string;
  readonly size_bytes: number;
}

const READ = statement(
  'letters_of_list',
  'select candidacy_id, data_sha256, sha256, size_bytes from selection.letter where list_id = $1',
);
/** Letters of a list that is frozen stay what they are. */
const STORE = statement(
  'letters_store',
  `with proposal as (
     select id from selection.decision_list where id = $1 and status = 'proposed' for share
   )
   insert into selection.letter as l (list_id, candidacy_id, data_sha256, sha256, size_bytes, rendered_at)
   select p.id, m.candidacy_id, m.data_sha256, m.sha256, m.size_bytes, $6
     from proposal p, unnest($2::uuid[], $3::text[], $4::text[], $5::int[])
       as m(candidacy_id, data_sha256, sha256, size_bytes)
   on conflict (list_id, candidacy_id) do update
     set data_sha256 = excluded.data_sha256, sha256 = excluded.sha256, size_bytes = excluded.size_bytes,
         rendered_at = excluded.rendered_at`,
);

/** Letters made for a list, by their case. */
export async function lettersOf(tx: Tx, id: DecisionListId): Promise<ReadonlyMap<CandidacyId, StoredLetter>> {
  return new Map(
    (await tx.query<Row>(READ, [id])).map((row) => [
      row.candidacy_id,
      {
        candidacyId: row.candidacy_id,
        dataSha256: row.data_sha256,
        sha256: row.sha256,
        sizeBytes: row.size_bytes,
      },
    ]),
  );
}

export async function storeLetters(tx: Tx, id: DecisionListId, letters: readonly StoredLetter[]): Promise<void> {
  await tx.query(STORE, [
    id,
    letters.map((one) => one.candidacyId),
    letters.map((one) => one.dataSha256),
    letters.map((one) => one.sha256),
    letters.map((one) => one.sizeBytes),
    tx.at.toString(),
  ]);
}

import { randomUUIDv7 } from 'node:crypto';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Download, type Tx } from '@rebond/platform';
import type { AppealId } from '../../domain/appeals/appeal.js';
import type { Signature } from '../../domain/decision-list.js';

/** Of who appeals, or of who answers. */
export const APPEAL_PARTS = ['appeal', 'answer'] as const;
export type AppealPart = (typeof APPEAL_PARTS)[number];

export interface AppealPiece extends Download {
  readonly id: string;
  readonly appealId: AppealId;
  readonly part: AppealPart;
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly appeal_id: AppealId;
  readonly part: AppealPart;
  readonly filename: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
}

const OF_CASE = statement(
  'appeal_files_of_case',
  `select id, appeal_id, part, filename, media_type, size_bytes, sha256 from selection.appeal_file
    where candidacy_id = $1 order by added_at, id`,
);
const INSERT = statement(
  'appeal_files_insert',
  `insert into selection.appeal_file
     (id, appeal_id, candidacy_id, part, filename, media_type, size_bytes, sha256, added_at, added_by_seat,
      added_by_person)
   select f.id, $1, $2, $3, f.filename, f.media_type, f.size_bytes, f.sha256, $4, $5, $6
     from unnest($7::uuid[], $8::text[], $9::text[], $10::bigint[], $11::text[])
       as f(id, filename, media_type, size_bytes, sha256)`,
);

/** Files that came with the appeals of a case, the first first. */
export const appealFilesOf = async (tx: Tx, id: CandidacyId): Promise<readonly AppealPiece[]> =>
  (await tx.query<Row>(OF_CASE, [id])).map((row) => ({
    id: row.id,
    appealId: row.appeal_id,
    part: row.part,
    filename: row.filename,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
  }));

export async function insertAppealFiles(
  tx: Tx,
  { id, candidacyId, part }: { readonly id: AppealId; readonly candidacyId: CandidacyId; readonly part: AppealPart },
  files: readonly Download[],
  by: Signature,
): Promise<void> {
  if (files.length === 0) return;
  await tx.query(INSERT, [
    ...[id, candidacyId, part, by.at.toString(), by.seatId, by.personId],
    files.map(() => randomUUIDv7()),
    files.map((one) => one.filename),
    files.map((one) => one.mediaType),
    files.map((one) => one.sizeBytes),
    files.map((one) => one.sha256),
  ]);
}

import type { CandidacyId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';

/** An archive that was given, as its journal entry tells it. */
export interface TakenArchive {
  readonly seq: number;
  readonly at: Temporal.Instant;
  readonly manifest: string;
}

/** The journal stream of the archives of a case. */
export const exportStream = (id: CandidacyId): string => `candidacy-export:${id}`;

const TAKEN = statement(
  'archives_taken',
  `select seq, at, canonical::jsonb -> 'facts' ->> 'manifest' as manifest from platform.audit_entry
    where stream = $1 and candidacy_id = $2 order by seq desc limit 20`,
);

/** Archives given to the reader's side, the last first. */
export const takenArchives = async (tx: Tx, id: CandidacyId): Promise<readonly TakenArchive[]> =>
  (await tx.query<{ seq: number; at: Date; manifest: string }>(TAKEN, [exportStream(id), id])).map((row) => ({
    ...row,
    at: instantOf(row.at),
  }));

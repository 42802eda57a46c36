import type { CandidacyId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Download, type Tx } from '@rebond/platform';
import type { AppealId } from '../../domain/appeals/appeal.js';
import type { Signature } from '../../domain/decision-list.js';
import type { PostalNotice, PostalNoticeId } from '../../domain/postal-notice.js';
import { dayOrNull } from '../appeals/appeal-rows.js';

/** A proof with the slip or the envelope that was scanned, where it was. */
export interface ScannedNotice extends PostalNotice {
  readonly scan: Download | null;
}

interface Row extends Record<string, unknown> {
  readonly id: PostalNoticeId;
  readonly candidacy_id: CandidacyId;
  readonly decision: PostalNotice['decision'];
  readonly decided_at: Date;
  readonly appeal_id: AppealId | null;
  readonly recipient: string;
  readonly tracking_number: string;
  readonly fate: PostalNotice['fate'];
  readonly presented_on: string | null;
  readonly received_on: string | null;
  readonly with_routes: boolean;
  readonly struck_at: Date | null;
  readonly filename: string | null;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
}

const COLUMNS = `id, candidacy_id, decision, decided_at, appeal_id, recipient, tracking_number, fate, presented_on,
  received_on, with_routes, struck_at, filename, media_type, size_bytes, sha256`;
const OF_CASE = statement(
  'postal_notices_of_case',
  `select ${COLUMNS} from selection.postal_notice where candidacy_id = $1 order by recorded_at, id`,
);
const LOCK = statement(
  'postal_notice_lock',
  `select ${COLUMNS} from selection.postal_notice where candidacy_id = $1 and id = $2 for update`,
);
const INSERT = statement(
  'postal_notice_insert',
  `insert into selection.postal_notice (${COLUMNS}, recorded_at, recorded_by_seat, recorded_by_person)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null, $12, $13, $14, $15, $16, $17, $18)`,
);
const STRIKE = statement(
  'postal_notice_strike',
  `update selection.postal_notice
      set struck_at = $2, struck_by_seat = $3, struck_by_person = $4, strike_reason = $5 where id = $1`,
);

const noticeOf = (row: Row): ScannedNotice => ({
  id: row.id,
  candidacyId: row.candidacy_id,
  decision: row.decision,
  decidedAt: instantOf(row.decided_at),
  appealId: row.appeal_id,
  recipient: row.recipient,
  trackingNumber: row.tracking_number,
  fate: row.fate,
  presentedOn: dayOrNull(row.presented_on),
  receivedOn: dayOrNull(row.received_on),
  withRoutes: row.with_routes,
  struckAt: instantOrNull(row.struck_at),
  scan:
    row.filename === null
      ? null
      : { filename: row.filename, mediaType: row.media_type, sizeBytes: row.size_bytes, sha256: row.sha256 },
});

/** Registered letters about a case, struck ones too, the first recorded first. */
export const postalNoticesOf = async (tx: Tx, id: CandidacyId): Promise<readonly ScannedNotice[]> =>
  (await tx.query<Row>(OF_CASE, [id])).map(noticeOf);

export async function findNoticeForUpdate(
  tx: Tx,
  candidacyId: CandidacyId,
  id: PostalNoticeId,
): Promise<ScannedNotice | null> {
  const [row] = await tx.query<Row>(LOCK, [candidacyId, id]);
  return row ? noticeOf(row) : null;
}

export async function insertNotice(tx: Tx, { scan, ...one }: ScannedNotice, by: Signature): Promise<void> {
  await tx.query(INSERT, [
    ...[one.id, one.candidacyId, one.decision, one.decidedAt.toString(), one.appealId, one.recipient],
    ...[one.trackingNumber, one.fate, one.presentedOn?.toString() ?? null, one.receivedOn?.toString() ?? null],
    ...[one.withRoutes, scan?.filename ?? null, scan?.mediaType ?? null, scan?.sizeBytes ?? null, scan?.sha256 ?? null],
    ...[by.at.toString(), by.seatId, by.personId],
  ]);
}

export async function strikeNotice(tx: Tx, id: PostalNoticeId, reason: string, by: Signature): Promise<void> {
  await tx.query(STRIKE, [id, by.at.toString(), by.seatId, by.personId, reason]);
}

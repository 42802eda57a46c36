import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** An approval asked of a director or a president; a type, so that it is JSON. */
export type ApprovalView = {
  readonly id: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly approver: { readonly name: string; readonly title: string; readonly email: string };
  readonly note: string | null;
  readonly state: 'waiting' | 'approved' | 'returned' | 'expired' | 'cancelled';
  readonly comment: string | null;
  readonly answeredAt: string | null;
  /** The answers or the perimeter have changed since they were approved. */
  readonly isOutdated: boolean;
};

interface Row {
  readonly id: string;
  readonly asked_at: Date;
  readonly expires_at: Date;
  readonly approver_name: string;
  readonly approver_title: string;
  readonly approver_email: string;
  readonly note: string | null;
  readonly outcome: 'approved' | 'returned' | null;
  readonly comment: string | null;
  readonly answered_at: Date | null;
  readonly answered_digest: string | null;
  readonly cancelled_at: Date | null;
  readonly digest_now: string | null;
}

/** Fingerprint of what is approved, in SQL: the answers `a` and the members of the case `c`. */
export const APPROVED_DIGEST =
  "encode(sha256(convert_to(a.document::text || array_to_string(c.perimeter, ','), 'UTF8')), 'hex')";

const OF_CASE = statement(
  'approvals_of_case',
  `select p.id, p.asked_at, p.expires_at, p.approver_name, p.approver_title, p.approver_email, p.note, p.outcome,
          p.comment, p.answered_at, p.answered_digest, p.cancelled_at,
          ${APPROVED_DIGEST} as digest_now
     from candidacies.approval p
     left join candidacies.answers a on a.candidacy_id = p.candidacy_id
     left join candidacies.candidacy c on c.id = p.candidacy_id
    where p.candidacy_id = $1 order by p.asked_at desc, p.id desc`,
);

function stateOf(row: Row, now: Temporal.Instant): ApprovalView['state'] {
  if (row.outcome !== null) return row.outcome;
  if (row.cancelled_at !== null) return 'cancelled';
  return row.expires_at.getTime() <= now.epochMilliseconds ? 'expired' : 'waiting';
}

/** Approvals asked about a case, the latest first; nothing for whom is not of the territory. */
export const approvalsOf = async (tx: Tx, id: CandidacyId): Promise<ApprovalView[]> =>
  (await tx.query<Row & Record<string, unknown>>(OF_CASE, [id])).map((row) => ({
    id: row.id,
    askedAt: row.asked_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    approver: { name: row.approver_name, title: row.approver_title, email: row.approver_email },
    note: row.note,
    state: stateOf(row, tx.at),
    comment: row.comment,
    answeredAt: row.answered_at?.toISOString() ?? null,
    isOutdated: row.answered_digest !== null && row.answered_digest !== row.digest_now,
  }));

import type { CandidacyId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import { impliedOn, type Appeal, type AppealId, type AppealOutcome } from '../../domain/appeals/appeal.js';
import type { LimitBasis } from '../../domain/appeals/limits.js';
import type { Signature } from '../../domain/decision-list.js';

interface Row extends Record<string, unknown> {
  readonly id: AppealId;
  readonly candidacy_id: CandidacyId;
  readonly kind: Appeal['kind'];
  readonly decision: Appeal['decision'];
  readonly decided_at: Date;
  readonly appellant: string;
  readonly grounds: string;
  readonly received_on: string;
  readonly sent_on: string | null;
  readonly limit_basis: LimitBasis;
  readonly limit_from: string | null;
  readonly limit_on: string | null;
  readonly status: Appeal['status'];
  readonly version: number;
  readonly reasons: string | null;
  readonly concluded_on: string | null;
}

const COLUMNS = `a.id, a.candidacy_id, a.kind, a.decision, a.decided_at, a.appellant, a.grounds, a.received_on, a.sent_on,
  a.limit_basis, a.limit_from, a.limit_on, a.status, a.version, a.reasons, a.concluded_on`;

const OF_CASE = statement(
  'appeals_of_case',
  `select ${COLUMNS} from selection.appeal a where a.candidacy_id = $1 order by a.received_on, a.id`,
);
const ONE = statement('appeal_read', `select ${COLUMNS} from selection.appeal a where a.id = $1`);
const LOCK = statement(
  'appeal_lock',
  `select ${COLUMNS} from selection.appeal a where a.id = $1 and a.candidacy_id = $2 for update`,
);
const FOLLOWED = statement(
  'appeals_followed',
  `select ${COLUMNS}, c.territory
     from selection.appeal a join candidacies.candidacy c on c.id = a.candidacy_id
    order by a.status <> 'pending', a.implied_on nulls last, a.id limit $1`,
);
const INSERT = statement(
  'appeal_insert',
  `insert into selection.appeal
     (id, candidacy_id, kind, decision, decided_at, appellant, grounds, received_on, sent_on, limit_basis, limit_from,
      limit_on, implied_on, registered_at, registered_by_seat, registered_by_person)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
);
const CONCLUDE = statement(
  'appeal_conclude',
  `update selection.appeal
      set status = $2, reasons = $3, concluded_on = $4, concluded_at = $5, concluded_by_seat = $6,
          concluded_by_person = $7, version = version + 1
    where id = $1`,
);

export const dayOrNull = (text: string | null): Temporal.PlainDate | null =>
  text === null ? null : Temporal.PlainDate.from(text);

const appealOf = (row: Row): Appeal => ({
  id: row.id,
  candidacyId: row.candidacy_id,
  kind: row.kind,
  decision: row.decision,
  decidedAt: instantOf(row.decided_at),
  appellant: row.appellant,
  grounds: row.grounds,
  receivedOn: Temporal.PlainDate.from(row.received_on),
  sentOn: dayOrNull(row.sent_on),
  limit: { basis: row.limit_basis, from: dayOrNull(row.limit_from), lastDay: dayOrNull(row.limit_on) },
  status: row.status,
  version: row.version,
  reasons: row.reasons,
  concludedOn: dayOrNull(row.concluded_on),
});

/** Appeals against any decision on a case, the first received first. */
export const appealsOf = async (tx: Tx, id: CandidacyId): Promise<readonly Appeal[]> =>
  (await tx.query<Row>(OF_CASE, [id])).map(appealOf);

/** Null when there is none, or none that the actor may see. */
export async function findAppeal(tx: Tx, id: string): Promise<Appeal | null> {
  const [row] = await tx.query<Row>(ONE, [id]);
  return row ? appealOf(row) : null;
}

export async function findAppealForUpdate(tx: Tx, candidacyId: CandidacyId, id: AppealId): Promise<Appeal | null> {
  const [row] = await tx.query<Row>(LOCK, [id, candidacyId]);
  return row ? appealOf(row) : null;
}

/** As many as one page shows. */
const FOLLOWED_AT_MOST = 300;

/** Those that await an answer first, the one that silence rejects soonest at the head. */
export async function followedAppeals(tx: Tx): Promise<readonly (Appeal & { readonly territory: string })[]> {
  const rows = await tx.query<Row & { readonly territory: string }>(FOLLOWED, [FOLLOWED_AT_MOST]);
  return rows.map((row) => ({ ...appealOf(row), territory: row.territory }));
}

export async function insertAppeal(tx: Tx, one: Appeal, by: Signature): Promise<void> {
  const text = (day: Temporal.PlainDate | null): string | null => day?.toString() ?? null;
  await tx.query(INSERT, [
    ...[one.id, one.candidacyId, one.kind, one.decision, one.decidedAt.toString(), one.appellant, one.grounds],
    ...[text(one.receivedOn), text(one.sentOn), one.limit.basis, text(one.limit.from), text(one.limit.lastDay)],
    ...[text(impliedOn(one)), by.at.toString(), by.seatId, by.personId],
  ]);
}

export async function concludeAppeal(
  tx: Tx,
  id: AppealId,
  { outcome, reasons, on }: { outcome: AppealOutcome; reasons: string | null; on: Temporal.PlainDate },
  by: Signature,
): Promise<void> {
  await tx.query(CONCLUDE, [id, outcome, reasons, on.toString(), by.at.toString(), by.seatId, by.personId]);
}

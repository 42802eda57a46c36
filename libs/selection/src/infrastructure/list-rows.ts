import type { CallId, PersonId, SeatId, WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import type { DecisionList, DecisionListId, DecisionNumber, ListStatus, Signature } from '../domain/decision-list.js';

interface ListRow {
  readonly id: DecisionListId;
  readonly wave_id: WaveId;
  readonly title: string;
  readonly status: ListStatus;
  readonly version: number;
  readonly size: number;
  readonly proposed_by_seat: SeatId;
  readonly proposed_by_person: PersonId;
  readonly proposed_on_behalf_of: PersonId | null;
  readonly proposed_at: Date;
  readonly validated_by_seat: SeatId | null;
  readonly validated_by_person: PersonId | null;
  readonly validated_on_behalf_of: PersonId | null;
  readonly validated_at: Date | null;
  readonly year: number | null;
  readonly number: number | null;
  readonly content_hash: string | null;
  readonly announce_at: Date | null;
  readonly announced_at: Date | null;
  readonly withdrawn_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly replaces_id: DecisionListId | null;
}
type Row = ListRow & Record<string, unknown>;

const COLUMNS = `l.id, l.wave_id, l.title, l.status, l.version, l.size, l.proposed_by_seat, l.proposed_by_person,
  l.proposed_on_behalf_of, l.proposed_at, l.validated_by_seat, l.validated_by_person, l.validated_on_behalf_of,
  l.validated_at, l.year, l.number, l.content_hash, l.announce_at, l.announced_at, l.withdrawn_at,
  l.cancelled_at, l.replaces_id`;

const READ = statement('decision_list_read', `select ${COLUMNS} from selection.decision_list l where l.id = $1`);
const LOCK = statement(
  'decision_list_lock',
  `select ${COLUMNS} from selection.decision_list l where l.id = $1 for update`,
);
const PAGE = statement(
  'decision_list_page',
  `select ${COLUMNS},
          (select jsonb_object_agg(o.outcome, o.cases)
             from (select d.outcome, count(*) as cases from selection.decision_line d
                    where d.list_id = l.id and d.struck_at is null group by d.outcome) o) as outcomes
     from selection.decision_list l
    where ($1::uuid is null or l.wave_id = $1) and ($2::text is null or l.status = $2)
      and ($3::uuid is null or l.id < $3)
    order by l.id desc limit $4`,
);
const DIFFERED = statement(
  'decision_list_differed',
  'update selection.decision_list set version = version + 1 where id = $1',
);
const NUMBER = statement(
  'decision_list_number',
  `insert into selection.decision_number as d (call_id, year, last) values ($1, $2, 1)
   on conflict (call_id, year) do update set last = d.last + 1 returning last`,
);
const VALIDATED = statement(
  'decision_list_validated',
  `update selection.decision_list
      set status = 'validated', version = version + 1, validated_by_seat = $2, validated_by_person = $3,
          validated_on_behalf_of = $4, validated_at = $5, call_id = $6, year = $7, number = $8, content_hash = $9
    where id = $1`,
);
const SCHEDULED = statement(
  'decision_list_scheduled',
  'update selection.decision_list set version = version + 1, announce_at = $2 where id = $1',
);
const ANNOUNCED = statement(
  'decision_list_announced',
  `update selection.decision_list set status = 'announced', version = version + 1, announced_at = $2 where id = $1`,
);
const REPLACED = statement(
  'decision_list_replaced',
  `select id from selection.decision_list where replaces_id = $1 and status <> 'withdrawn'`,
);
const CANCELLED = statement(
  'decision_list_cancelled',
  `update selection.decision_list set status = 'cancelled', version = version + 1, cancelled_at = $2 where id = $1`,
);
const WITHDRAWN = statement(
  'decision_list_withdrawn',
  `update selection.decision_list set status = 'withdrawn', version = version + 1, withdrawn_at = $2 where id = $1`,
);

function validation(row: ListRow): Signature | null {
  const { validated_by_seat: seatId, validated_by_person: personId, validated_at: at } = row;
  if (seatId === null || personId === null || at === null) return null;
  return { seatId, personId, onBehalfOf: row.validated_on_behalf_of, at: instantOf(at) };
}

const listOf = (row: ListRow): DecisionList => ({
  id: row.id,
  waveId: row.wave_id,
  title: row.title,
  status: row.status,
  version: row.version,
  size: row.size,
  proposed: {
    seatId: row.proposed_by_seat,
    personId: row.proposed_by_person,
    onBehalfOf: row.proposed_on_behalf_of,
    at: instantOf(row.proposed_at),
  },
  validated: validation(row),
  number: row.year === null || row.number === null ? null : { year: row.year, n: row.number },
  contentHash: row.content_hash,
  announceAt: instantOrNull(row.announce_at),
  announcedAt: instantOrNull(row.announced_at),
  withdrawnAt: instantOrNull(row.withdrawn_at),
  cancelledAt: instantOrNull(row.cancelled_at),
  replaces: row.replaces_id,
});

/** Null when there is none, or none that the actor may see. */
export async function findList(tx: Tx, id: DecisionListId): Promise<DecisionList | null> {
  const [row] = await tx.query<Row>(READ, [id]);
  return row ? listOf(row) : null;
}

export async function findListForUpdate(tx: Tx, id: DecisionListId): Promise<DecisionList | null> {
  const [row] = await tx.query<Row>(LOCK, [id]);
  return row ? listOf(row) : null;
}

export interface ListSummary extends DecisionList {
  /** Number of cases by outcome, struck ones left out; an outcome without a case is left out. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Lists, the last proposed first, strictly after one of them. */
export async function pageOfLists(
  tx: Tx,
  asked: {
    readonly waveId: string | null;
    readonly status: ListStatus | null;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<readonly ListSummary[]> {
  const rows = await tx.query<Row & { readonly outcomes: Readonly<Record<string, number>> | null }>(PAGE, [
    ...[asked.waveId, asked.status, asked.after, asked.limit],
  ]);
  return rows.map((row) => ({ ...listOf(row), outcomes: row.outcomes ?? {} }));
}

/** The next number of a call's lists in a year: its row is held until the commit, so that no number is lost. */
export async function nextNumber(tx: Tx, callId: CallId, year: number): Promise<DecisionNumber> {
  const [row] = await tx.query<{ last: number }>(NUMBER, [callId, year]);
  if (!row) throw new Error('No number was given');
  return { year, n: row.last };
}

export async function markDiffered(tx: Tx, id: DecisionListId): Promise<void> {
  await tx.query(DIFFERED, [id]);
}

export interface Freezing {
  readonly by: Signature;
  readonly callId: CallId;
  readonly number: DecisionNumber;
  readonly contentHash: string;
}

export async function markValidated(tx: Tx, id: DecisionListId, frozen: Freezing): Promise<void> {
  const { by, callId, number, contentHash } = frozen;
  await tx.query(VALIDATED, [
    ...[id, by.seatId, by.personId, by.onBehalfOf, by.at.toString()],
    ...[callId, number.year, number.n, contentHash],
  ]);
}

export async function markScheduled(tx: Tx, id: DecisionListId, at: Temporal.Instant | null): Promise<void> {
  await tx.query(SCHEDULED, [id, at?.toString() ?? null]);
}

export async function markAnnounced(tx: Tx, id: DecisionListId): Promise<void> {
  await tx.query(ANNOUNCED, [id, tx.at.toString()]);
}

export async function markWithdrawn(tx: Tx, id: DecisionListId): Promise<void> {
  await tx.query(WITHDRAWN, [id, tx.at.toString()]);
}

export async function markCancelled(tx: Tx, id: DecisionListId): Promise<void> {
  await tx.query(CANCELLED, [id, tx.at.toString()]);
}

/** Does another list correct this cancelled one? */
export const isReplaced = async (tx: Tx, id: DecisionListId): Promise<boolean> =>
  (await tx.query(REPLACED, [id])).length > 0;

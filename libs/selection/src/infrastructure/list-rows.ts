import type { PersonId, SeatId, WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import type { DecisionList, DecisionListId, ListStatus, Signature } from '../domain/decision-list.js';

interface ListRow {
  readonly id: DecisionListId;
  readonly wave_id: WaveId;
  readonly title: string;
  readonly status: ListStatus;
  readonly version: number;
  readonly proposed_by_seat: SeatId;
  readonly proposed_by_person: PersonId;
  readonly proposed_at: Date;
  readonly validated_by_seat: SeatId | null;
  readonly validated_by_person: PersonId | null;
  readonly validated_at: Date | null;
  readonly withdrawn_at: Date | null;
}
type Row = ListRow & Record<string, unknown>;

const COLUMNS = `l.id, l.wave_id, l.title, l.status, l.version, l.proposed_by_seat, l.proposed_by_person, l.proposed_at,
  l.validated_by_seat, l.validated_by_person, l.validated_at, l.withdrawn_at`;

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
                    where d.list_id = l.id group by d.outcome) o) as outcomes
     from selection.decision_list l
    where ($1::uuid is null or l.wave_id = $1) and ($2::text is null or l.status = $2)
      and ($3::uuid is null or l.id < $3)
    order by l.id desc limit $4`,
);
const VALIDATED = statement(
  'decision_list_validated',
  `update selection.decision_list
      set status = 'validated', version = version + 1, validated_by_seat = $2, validated_by_person = $3,
          validated_at = $4
    where id = $1`,
);
const WITHDRAWN = statement(
  'decision_list_withdrawn',
  `update selection.decision_list set status = 'withdrawn', version = version + 1, withdrawn_at = $2 where id = $1`,
);

function validation(row: ListRow): Signature | null {
  const { validated_by_seat: seatId, validated_by_person: personId, validated_at: at } = row;
  return seatId === null || personId === null || at === null ? null : { seatId, personId, at: instantOf(at) };
}

const listOf = (row: ListRow): DecisionList => ({
  id: row.id,
  waveId: row.wave_id,
  title: row.title,
  status: row.status,
  version: row.version,
  proposed: { seatId: row.proposed_by_seat, personId: row.proposed_by_person, at: instantOf(row.proposed_at) },
  validated: validation(row),
  withdrawnAt: instantOrNull(row.withdrawn_at),
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
  /** Number of cases by outcome; an outcome without a case is left out. */
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

export async function markValidated(tx: Tx, id: DecisionListId, by: Signature): Promise<void> {
  await tx.query(VALIDATED, [id, by.seatId, by.personId, by.at.toString()]);
}

export async function markWithdrawn(tx: Tx, id: DecisionListId): Promise<void> {
  await tx.query(WITHDRAWN, [id, tx.at.toString()]);
}

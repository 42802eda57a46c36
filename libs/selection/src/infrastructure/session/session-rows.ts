import type { SeatId, WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import type { Session, SessionId, SessionKind, SessionStatus } from '../../domain/session/session.js';

interface Row extends Record<string, unknown> {
  readonly id: SessionId;
  readonly wave_id: WaveId;
  readonly kind: SessionKind;
  readonly title: string;
  readonly status: SessionStatus;
  readonly version: number;
  readonly starts_at: Date;
  readonly duration_minutes: number;
  readonly place: string;
  readonly chair: SeatId;
  readonly secretary: SeatId;
  readonly convened_at: Date;
  readonly urgency: string | null;
  readonly opened_at: Date | null;
  readonly closed_at: Date | null;
  readonly approved_at: Date | null;
  readonly list_id: string | null;
  readonly follows_id: SessionId | null;
}

const COLUMNS = `s.id, s.wave_id, s.kind, s.title, s.status, s.version, s.starts_at, s.duration_minutes, s.place,
  s.chair, s.secretary, s.convened_at, s.urgency, s.opened_at, s.closed_at, s.approved_at, s.list_id, s.follows_id`;

const READ = statement('sitting_read', `select ${COLUMNS} from selection.session s where s.id = $1`);
const LOCK = statement('sitting_lock', `select ${COLUMNS} from selection.session s where s.id = $1 for update`);
const LIST = statement(
  'sitting_list',
  `select ${COLUMNS} from selection.session s
    where $1::uuid is null
       or exists (select 1 from selection.session_member m where m.session_id = s.id and m.seat_id = $1)
    order by s.starts_at desc, s.id limit 200`,
);
const INSERT = statement(
  'sitting_insert',
  `insert into selection.session
     (id, wave_id, kind, title, status, starts_at, duration_minutes, place, chair, secretary, convened_at, urgency,
      follows_id)
   values ($1, $2, $3, $4, 'convened', $5, $6, $7, $8, $9, $10, $11, $12)`,
);
const FOLLOWING = statement(
  'sitting_following',
  `select ${COLUMNS} from selection.session s where s.follows_id = $1 and s.status <> 'cancelled'`,
);
const MOVE = statement(
  'sitting_move',
  `update selection.session
      set status = $2, version = version + 1,
          opened_at = case when $2 = 'open' then coalesce(opened_at, $3) else opened_at end,
          closed_at = case when $2 = 'closed' then coalesce(closed_at, $3) else closed_at end,
          approved_at = case when $2 = 'approved' then coalesce(approved_at, $3) else approved_at end,
          adjourned_at = case when $2 = 'inquorate' then coalesce(adjourned_at, $3) else adjourned_at end,
          list_id = coalesce($4::uuid, list_id)
    where id = $1`,
);

const FOLLOW_LIST = statement(
  'sitting_follow_list',
  `update selection.session set list_id = $2
    where list_id = $1 or list_id in (select id from selection.decision_list where replaces_id = $1)`,
);

const sessionOf = (row: Row): Session => ({
  id: row.id,
  waveId: row.wave_id,
  kind: row.kind,
  title: row.title,
  status: row.status,
  version: row.version,
  startsAt: instantOf(row.starts_at),
  durationMinutes: row.duration_minutes,
  place: row.place,
  chair: row.chair,
  secretary: row.secretary,
  convenedAt: instantOf(row.convened_at),
  urgency: row.urgency,
  openedAt: instantOrNull(row.opened_at),
  closedAt: instantOrNull(row.closed_at),
  approvedAt: instantOrNull(row.approved_at),
  listId: row.list_id,
  followsId: row.follows_id,
});

/** Null when there is none, or none that the actor may see. */
export async function findSession(tx: Tx, id: SessionId): Promise<Session | null> {
  const [row] = await tx.query<Row>(READ, [id]);
  return row ? sessionOf(row) : null;
}

export async function lockSession(tx: Tx, id: SessionId): Promise<Session | null> {
  const [row] = await tx.query<Row>(LOCK, [id]);
  return row ? sessionOf(row) : null;
}

/** The session that was convened after one without quorum, unless it was cancelled. */
export async function sessionAfter(tx: Tx, id: SessionId): Promise<Session | null> {
  const [row] = await tx.query<Row>(FOLLOWING, [id]);
  return row ? sessionOf(row) : null;
}

/** Sessions, the last first; only those of which the seat is a member, when one is given. */
export const listSessions = async (tx: Tx, member: SeatId | null): Promise<readonly Session[]> =>
  (await tx.query<Row>(LIST, [member])).map(sessionOf);

export type NewSession = Omit<Session, 'status' | 'version' | 'openedAt' | 'closedAt' | 'approvedAt' | 'listId'>;

export async function insertSession(tx: Tx, one: NewSession): Promise<void> {
  await tx.query(INSERT, [
    ...[one.id, one.waveId, one.kind, one.title, one.startsAt.toString(), one.durationMinutes, one.place],
    ...[one.chair, one.secretary, one.convenedAt.toString(), one.urgency, one.followsId],
  ]);
}

/** Writes where a session is now, with the instant at which it came there first; its version rises. */
export async function moveSession(
  tx: Tx,
  id: SessionId,
  status: SessionStatus,
  listId: string | null = null,
): Promise<void> {
  await tx.query(MOVE, [id, status, tx.at.toString(), listId]);
}

/** The list of a session's decisions is corrected by another one, which is theirs from now on. */
export async function followList(tx: Tx, cancelled: string, corrected: string): Promise<void> {
  await tx.query(FOLLOW_LIST, [cancelled, corrected]);
}

import type { SeatId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import type { DecisionListId } from '../domain/decision-list.js';
import type { EmbargoReader, EmbargoReaderId } from '../domain/embargo.js';

interface Row extends Record<string, unknown> {
  readonly id: EmbargoReaderId;
  readonly list_id: DecisionListId;
  readonly name: string;
  readonly quality: string;
  readonly seat_id: SeatId | null;
  readonly email: string | null;
  readonly departements: readonly string[] | null;
  readonly from_at: Date;
  readonly until_at: Date;
  readonly revoked_at: Date | null;
  readonly readings: number;
  readonly last_reading: Date | null;
}

const COLUMNS =
  'r.id, r.list_id, r.name, r.quality, r.seat_id, r.email, r.departements, r.from_at, r.until_at, r.revoked_at';
const INSERT = statement(
  'embargo_reader_insert',
  `insert into selection.embargo_reader
     (id, list_id, name, quality, seat_id, email, departements, from_at, until_at, added_by_seat, added_by_person, added_at)
   values ($1, $2, $3, $4, $5, lower($6), $7, $8, $9, $10, $11, $12)`,
);
const READ = statement('embargo_reader_read', `select ${COLUMNS} from selection.embargo_reader r where r.id = $1`);
const OF_SEAT = statement(
  'embargo_readers_of_seat',
  `select ${COLUMNS} from selection.embargo_reader r where r.seat_id = $1 and r.revoked_at is null order by r.until_at desc`,
);
/** Readers of a list with their readings, which its stream keeps. */
const OF_LIST = statement(
  'embargo_readers_of_list',
  `select ${COLUMNS}, count(e.seq)::int as readings, max(e.at) as last_reading
     from selection.embargo_reader r
     left join platform.audit_entry e on e.stream = $2 and e.action = 'decision-list.read-under-embargo'
      and e.canonical::jsonb -> 'facts' ->> 'reader' = r.id::text
    where r.list_id = $1 group by r.id order by r.id`,
);
const REVOKE = statement(
  'embargo_reader_revoke',
  `update selection.embargo_reader set revoked_at = coalesce(revoked_at, $3) where id = $1 and list_id = $2
   returning revoked_at = $3::timestamptz as newly`,
);

const readerOf = (row: Row): EmbargoReader => ({
  id: row.id,
  listId: row.list_id,
  name: row.name,
  quality: row.quality,
  seatId: row.seat_id,
  email: row.email,
  departements: row.departements,
  from: instantOf(row.from_at),
  until: instantOf(row.until_at),
  revokedAt: instantOrNull(row.revoked_at),
});

export async function insertReader(tx: Tx, reader: EmbargoReader): Promise<void> {
  const { id, listId, name, quality, seatId, email, departements, from, until } = reader;
  await tx.query(INSERT, [
    ...[id, listId, name, quality, seatId, email, departements, from.toString(), until.toString()],
    ...[tx.actor.seatId, tx.actor.personId, tx.at.toString()],
  ]);
}

export async function findReader(tx: Tx, id: EmbargoReaderId): Promise<EmbargoReader | null> {
  const [row] = await tx.query<Row>(READ, [id]);
  return row ? readerOf(row) : null;
}

/** Lists that a seat reads under embargo, or will, the last to end first. */
export const readingsOfSeat = async (tx: Tx, seatId: SeatId): Promise<readonly EmbargoReader[]> =>
  (await tx.query<Row>(OF_SEAT, [seatId])).map(readerOf);

export interface KnownReader extends EmbargoReader {
  readonly readings: number;
  readonly lastReading: Temporal.Instant | null;
}

/** @param stream of the list */
export const readersOf = async (tx: Tx, id: DecisionListId, stream: string): Promise<readonly KnownReader[]> =>
  (await tx.query<Row>(OF_LIST, [id, stream])).map((row) => ({
    ...readerOf(row),
    readings: row.readings,
    lastReading: instantOrNull(row.last_reading),
  }));

/** @returns whether it was revoked by this; null when there is no such reader */
export async function revokeReader(tx: Tx, listId: DecisionListId, id: EmbargoReaderId): Promise<boolean | null> {
  const [row] = await tx.query<{ newly: boolean }>(REVOKE, [id, listId, tx.at.toString()]);
  return row?.newly ?? null;
}

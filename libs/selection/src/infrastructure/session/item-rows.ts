import type { CandidacyId, PersonId, SeatId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { ItemId, SessionId } from '../../domain/session/session.js';

/** A point of the agenda: a case, or something else by its title. */
export type AgendaItem = { readonly id: ItemId; readonly lackedQuorum: boolean } & (
  { readonly candidacyId: CandidacyId; readonly title: null } | { readonly candidacyId: null; readonly title: string }
);

/** Someone who left a point of the agenda. */
export interface ItemRecusal {
  readonly itemId: ItemId;
  readonly candidacyId: CandidacyId;
  readonly seatId: SeatId;
  readonly personId: PersonId;
  /** Known before, or declared at the session. */
  readonly source: 'standing' | 'declared';
  readonly at: Temporal.Instant;
}

const READ = statement(
  'sitting_items',
  `select id, candidacy_id as "candidacyId", title, lacked_quorum as "lackedQuorum"
     from selection.session_item where session_id = $1 order by n`,
);
const INSERT = statement(
  'sitting_items_insert',
  `insert into selection.session_item (id, session_id, n, candidacy_id, title)
   select i.id, $1, i.n, i."candidacyId", i.title
     from jsonb_to_recordset($2::jsonb) as i(id uuid, n int, "candidacyId" uuid, title text)`,
);
const LACKED_QUORUM = statement(
  'sitting_items_lacked_quorum',
  'update selection.session_item set lacked_quorum = true where session_id = $1 and id = any ($2::uuid[])',
);
const RECUSALS = statement(
  'sitting_recusals',
  `select item_id, candidacy_id, seat_id, person_id, source, at
     from selection.session_recusal where session_id = $1 order by at, item_id, person_id`,
);
const RECUSE = statement(
  'sitting_recuse',
  `insert into selection.session_recusal (item_id, session_id, candidacy_id, seat_id, person_id, source, at)
   select r."itemId", $1, r."candidacyId", r."seatId", r."personId", r.source, $3
     from jsonb_to_recordset($2::jsonb)
       as r("itemId" uuid, "candidacyId" uuid, "seatId" uuid, "personId" uuid, source text)
   on conflict do nothing`,
);

/** The agenda as the reader sees it: without the cases that a recusal hides. */
export const itemsOf = (tx: Tx, id: SessionId): Promise<readonly AgendaItem[]> =>
  tx.query<AgendaItem & Record<string, unknown>>(READ, [id]);

export type NewItem = Omit<AgendaItem, 'lackedQuorum'>;

export async function insertItems(tx: Tx, id: SessionId, items: readonly NewItem[]): Promise<void> {
  await tx.query(INSERT, [id, JSON.stringify(items.map((one, n) => ({ ...one, n })))]);
}

/** Notes points that nothing could be decided of, for want of a quorum. */
export async function markWithoutQuorum(tx: Tx, id: SessionId, items: readonly ItemId[]): Promise<void> {
  if (items.length > 0) await tx.query(LACKED_QUORUM, [id, items]);
}

interface RecusalRow extends Record<string, unknown> {
  readonly item_id: ItemId;
  readonly candidacy_id: CandidacyId;
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly source: ItemRecusal['source'];
  readonly at: Date;
}

export const recusalsOf = async (tx: Tx, id: SessionId): Promise<readonly ItemRecusal[]> =>
  (await tx.query<RecusalRow>(RECUSALS, [id])).map((row) => ({
    itemId: row.item_id,
    candidacyId: row.candidacy_id,
    seatId: row.seat_id,
    personId: row.person_id,
    source: row.source,
    at: instantOf(row.at),
  }));

/** Records who leaves which points; once a person and a point. */
export async function recordRecusals(
  tx: Tx,
  id: SessionId,
  recusals: readonly Omit<ItemRecusal, 'at'>[],
): Promise<void> {
  if (recusals.length > 0) await tx.query(RECUSE, [id, JSON.stringify(recusals), tx.at.toString()]);
}

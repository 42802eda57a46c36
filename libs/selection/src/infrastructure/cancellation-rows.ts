import type { PersonId, SeatId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { Cancellation, CancellationId } from '../domain/cancellation.js';
import type { DecisionListId, Signature } from '../domain/decision-list.js';

interface Row extends Record<string, unknown> {
  readonly id: CancellationId;
  readonly list_id: DecisionListId;
  readonly reason: string | null;
  readonly asked_by_seat: SeatId;
  readonly asked_by_person: PersonId;
  readonly asked_on_behalf_of: PersonId | null;
  readonly asked_at: Date;
  readonly confirmed_by_seat: SeatId | null;
  readonly confirmed_by_person: PersonId | null;
  readonly confirmed_on_behalf_of: PersonId | null;
  readonly confirmed_at: Date | null;
}

const READ = statement(
  'list_cancellation_read',
  `select id, list_id, reason, asked_by_seat, asked_by_person, asked_on_behalf_of, asked_at, confirmed_by_seat,
          confirmed_by_person, confirmed_on_behalf_of, confirmed_at
     from selection.list_cancellation where list_id = $1 and dropped_at is null`,
);
const ASK = statement(
  'list_cancellation_ask',
  `insert into selection.list_cancellation
     (id, list_id, reason, asked_by_seat, asked_by_person, asked_on_behalf_of, asked_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const DROP = statement(
  'list_cancellation_drop',
  'update selection.list_cancellation set dropped_at = $2 where id = $1',
);
const CONFIRM = statement(
  'list_cancellation_confirm',
  `update selection.list_cancellation
      set confirmed_by_seat = $2, confirmed_by_person = $3, confirmed_on_behalf_of = $4, confirmed_at = $5
    where id = $1`,
);

function confirmation(row: Row): Signature | null {
  const { confirmed_by_seat: seatId, confirmed_by_person: personId, confirmed_at: at } = row;
  if (seatId === null || personId === null || at === null) return null;
  return { seatId, personId, onBehalfOf: row.confirmed_on_behalf_of, at: instantOf(at) };
}

/** The cancellation of a list, asked or done; null when none is asked, or it was dropped. */
export async function cancellationOf(tx: Tx, id: DecisionListId): Promise<Cancellation | null> {
  const [row] = await tx.query<Row>(READ, [id]);
  if (!row) return null;
  return {
    ...{ id: row.id, listId: row.list_id, reason: row.reason },
    asked: {
      seatId: row.asked_by_seat,
      personId: row.asked_by_person,
      onBehalfOf: row.asked_on_behalf_of,
      at: instantOf(row.asked_at),
    },
    confirmed: confirmation(row),
  };
}

export async function insertCancellation(tx: Tx, one: Cancellation): Promise<void> {
  const { seatId, personId, onBehalfOf, at } = one.asked;
  await tx.query(ASK, [one.id, one.listId, one.reason, seatId, personId, onBehalfOf, at.toString()]);
}

/** Says that the list stands. */
export async function dropCancellation(tx: Tx, id: CancellationId): Promise<void> {
  await tx.query(DROP, [id, tx.at.toString()]);
}

export async function confirmCancellation(tx: Tx, id: CancellationId, by: Signature): Promise<void> {
  await tx.query(CONFIRM, [id, by.seatId, by.personId, by.onBehalfOf, by.at.toString()]);
}

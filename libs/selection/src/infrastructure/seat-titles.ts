import type { SeatId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** A function as documents name it: never who holds it. */
export interface SeatTitle {
  readonly title: string;
  readonly organisation: string;
}

const TITLES = statement(
  'seat_titles',
  `select s.id, s.title, o.name as organisation
     from identity.seat s join identity.organisation o on o.id = s.organisation_id where s.id = any ($1::uuid[])`,
);

/** Titles of these seats; one that is gone has none. */
export async function seatTitles(tx: Tx, ids: readonly SeatId[]): Promise<ReadonlyMap<SeatId, SeatTitle>> {
  const rows = await tx.query<SeatTitle & { readonly id: SeatId }>(TITLES, [[...new Set(ids)]]);
  return new Map(rows.map(({ id, title, organisation }) => [id, { title, organisation }]));
}

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

/** @throws Error when a seat is gone */
export async function seatTitles(tx: Tx, ids: readonly SeatId[]): Promise<(id: SeatId) => SeatTitle> {
  const rows = await tx.query<SeatTitle & { readonly id: SeatId }>(TITLES, [[...new Set(ids)]]);
  const titles = new Map(rows.map(({ id, title, organisation }) => [id, { title, organisation }]));
  return (id) => {
    const found = titles.get(id);
    if (!found) throw new Error('A seat that signed is gone');
    return found;
  };
}

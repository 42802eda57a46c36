import type { SeatId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** A function that may be let in to read a list, as people know it. */
export interface KnownSeat {
  readonly seatId: SeatId;
  /** Who holds it today. */
  readonly holder: string;
  /** « Sous-préfète, Préfecture du Gard ». */
  readonly quality: string;
}

/** Whoever is no party to a case: a territory or a firm learns its fate at the announcement. */
const ROLES = [
  'sub_prefect',
  'region_council',
  'minister_office',
  'programme_director',
  'bdt_officer',
  'bpifrance_officer',
  'auditor',
];

const SEATS = statement(
  'embargo_seats',
  `select distinct on (s.id) s.id as "seatId", p.name as holder, s.title || ', ' || o.name as quality
     from identity.seat s
     join identity.organisation o on o.id = s.organisation_id
     join identity.holding h on h.seat_id = s.id and h.from_at <= $1 and (h.until_at is null or h.until_at > $1)
     join identity.person p on p.id = h.person_id
    where s.role = any ($2::text[]) order by s.id, h.from_at desc limit 2000`,
);

/** Functions held today that a list may be opened to, by the text that stands for each in a field. */
export async function seatsByName(tx: Tx): Promise<ReadonlyMap<string, KnownSeat>> {
  const seats = await tx.query<KnownSeat & Record<string, unknown>>(SEATS, [tx.at.toString(), ROLES]);
  const named = new Map<string, KnownSeat>();
  for (const seat of seats) {
    const name = `${seat.holder}, ${seat.quality}`;
    named.set(named.has(name) ? `${name} (${String(named.size)})` : name, seat);
  }
  return new Map([...named].sort(([a], [b]) => a.localeCompare(b, 'fr')));
}

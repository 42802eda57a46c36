import type { PersonId, SeatId, WaveId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** A seat that reviews candidacies of a wave, and who holds it now. */
export interface RoundReviewer {
  readonly seatId: SeatId;
  /** Who holds the seat now; null when nobody does. */
  readonly personId: PersonId | null;
  readonly name: string;
  readonly title: string;
  readonly organisation: string;
  readonly topics: readonly string[];
  readonly regions: readonly string[];
  readonly minLoad: number;
  readonly maxLoad: number;
  /** False: the seat could review, and is not asked to. */
  readonly isEnrolled: boolean;
}

interface Row {
  readonly seat_id: SeatId;
  readonly person_id: PersonId | null;
  readonly name: string | null;
  readonly title: string;
  readonly organisation: string;
  readonly topics: readonly string[] | null;
  readonly regions: readonly string[] | null;
  readonly min_load: number | null;
  readonly max_load: number | null;
}

const SEATS = statement(
  'reviewer_seats',
  `select s.id as seat_id, p.id as person_id, p.name, s.title, o.name as organisation, r.topics, r.regions, r.min_load,
          r.max_load
     from identity.seat s
     join identity.organisation o on o.id = s.organisation_id
     left join lateral (select h.person_id from identity.holding h
                         where h.seat_id = s.id and h.from_at <= $2 and (h.until_at is null or h.until_at > $2)
                         order by h.on_behalf_of nulls first, h.from_at desc limit 1) held on true
     left join identity.person p on p.id = held.person_id
     left join selection.reviewer r on r.seat_id = s.id and r.wave_id = $1
    where s.role = any ($3::text[]) order by r.max_load is null, p.name collate "fr-x-icu", s.id limit 1000`,
);
const ENROL = statement(
  'reviewer_enrol',
  `insert into selection.reviewer (wave_id, seat_id, topics, regions, min_load, max_load, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (wave_id, seat_id) do update
     set topics = excluded.topics, regions = excluded.regions, min_load = excluded.min_load,
         max_load = excluded.max_load, updated_at = excluded.updated_at`,
);
const LEAVE = statement('reviewer_leave', 'delete from selection.reviewer where wave_id = $1 and seat_id = $2');
const ENROLMENT = statement(
  'reviewer_enrolment',
  `select topics, regions, min_load as "minLoad", max_load as "maxLoad" from selection.reviewer
    where wave_id = $1 and seat_id = $2`,
);
const ADDRESSES = statement(
  'reviewer_addresses',
  `select distinct on (h.seat_id, p.email) h.seat_id as "seatId", p.email as address, p.name
     from identity.holding h join identity.person p on p.id = h.person_id
    where h.seat_id = any ($1::uuid[]) and h.from_at <= $2 and (h.until_at is null or h.until_at > $2)
    order by h.seat_id, p.email`,
);
const OTHER_SEAT = statement(
  'reviewer_other_seat',
  `select 1 from selection.reviewer r
     join identity.holding o on o.seat_id = r.seat_id and o.from_at <= $3 and (o.until_at is null or o.until_at > $3)
     join identity.holding h on h.person_id = o.person_id and h.seat_id = $2 and h.from_at <= $3
      and (h.until_at is null or h.until_at > $3)
    where r.wave_id = $1 and r.seat_id <> $2 limit 1`,
);
const SEAT_ROLE = statement('reviewer_seat_role', 'select role from identity.seat where id = $1');

/** The seats of these roles, those enrolled for the wave first; the programme director's question. */
export const reviewerSeats = async (
  tx: Tx,
  waveId: WaveId,
  roles: readonly string[],
): Promise<readonly RoundReviewer[]> =>
  (await tx.query<Row & Record<string, unknown>>(SEATS, [waveId, tx.at.toString(), roles])).map((row) => ({
    seatId: row.seat_id,
    personId: row.person_id,
    name: row.name ?? '',
    title: row.title,
    organisation: row.organisation,
    topics: row.topics ?? [],
    regions: row.regions ?? [],
    minLoad: row.min_load ?? 0,
    maxLoad: row.max_load ?? 0,
    isEnrolled: row.max_load !== null,
  }));

export type Enrolment = Pick<RoundReviewer, 'topics' | 'regions' | 'minLoad' | 'maxLoad'>;

export async function enrolReviewer(tx: Tx, waveId: WaveId, seatId: SeatId, as: Enrolment): Promise<void> {
  await tx.query(ENROL, [waveId, seatId, as.topics, as.regions, as.minLoad, as.maxLoad, tx.at.toString()]);
}

export async function dismissReviewer(tx: Tx, waveId: WaveId, seatId: SeatId): Promise<void> {
  await tx.query(LEAVE, [waveId, seatId]);
}

export async function roleOfSeat(tx: Tx, seatId: SeatId): Promise<string | null> {
  return (await tx.query<{ role: string }>(SEAT_ROLE, [seatId]))[0]?.role ?? null;
}

/** Null when the seat was not enrolled. */
export async function enrolmentOf(tx: Tx, waveId: WaveId, seatId: SeatId): Promise<Enrolment | null> {
  return (await tx.query<Enrolment & Record<string, unknown>>(ENROLMENT, [waveId, seatId]))[0] ?? null;
}

export interface ReviewerAddress {
  readonly seatId: SeatId;
  readonly address: string;
  readonly name: string;
}

/** Where to write to the holders of these seats, now. */
export const reviewerAddresses = (tx: Tx, seats: readonly SeatId[]): Promise<ReviewerAddress[]> =>
  tx.query<ReviewerAddress & Record<string, unknown>>(ADDRESSES, [seats, tx.at.toString()]);

/** Does who holds this seat review in the wave by another seat? Two reviews of one person are not two. */
export const reviewsByAnotherSeat = async (tx: Tx, waveId: WaveId, seatId: SeatId): Promise<boolean> =>
  (await tx.query(OTHER_SEAT, [waveId, seatId, tx.at.toString()])).length > 0;

import { randomUUIDv7 } from 'node:crypto';
import { ForbiddenError, type CandidacyId, type OrganisationId, type PersonId, say, type SeatId } from '@rebond/kernel';
import { record, statement, type AuditRecord, type Effect, type Tx } from '@rebond/platform';
import type { SeatRole } from '../../domain/roles.js';

const OPEN = statement('seat_open', 'select identity.open_seat($1, $2, $3, $4, $5) as id');
const HOLD = statement('seat_hold', 'select identity.hold_seat($1, $2, $3, $4, $5) as id');
const LEAVE = statement('seat_leave', 'select * from identity.leave_seat($1, $2, $3) as person_id');
const READ = statement(
  'seat_read',
  `select s.id, s.organisation_id, s.role, s.title, o.name as organisation
     from identity.seat s join identity.organisation o on o.id = s.organisation_id where s.id = $1`,
);
const HELD = statement(
  'seat_held_by',
  `select s.id from identity.seat s
     join identity.holding h on h.seat_id = s.id and h.person_id = $3 and h.on_behalf_of is null
                            and h.from_at <= $4 and (h.until_at is null or h.until_at > $4)
    where s.organisation_id = $1 and s.role = $2 order by s.created_at limit 1`,
);
const HOLDERS = statement(
  'seat_holders',
  `select person_id from identity.holding
    where seat_id = $1 and on_behalf_of is null and from_at <= $2 and (until_at is null or until_at > $2)`,
);

export interface SeatRow {
  readonly id: SeatId;
  readonly organisation_id: OrganisationId;
  readonly role: SeatRole;
  readonly title: string;
  readonly organisation: string;
}

/** Rows of seats and of who holds them; PostgreSQL refuses what the acting seat may not staff. */
export interface Holding {
  readonly seatId: SeatId;
  readonly personId: PersonId;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant | null;
  /** Who lends the seat; null for a holder. */
  readonly onBehalfOf: PersonId | null;
}

const refused = (): ForbiddenError =>
  new ForbiddenError('not-your-seat', say`Cette fonction n’est pas de celles que vous pouvez confier.`);

/** @throws ForbiddenError `not-your-seat` */
export async function openSeat(
  tx: Tx,
  seat: { readonly organisationId: OrganisationId; readonly role: SeatRole; readonly title: string },
): Promise<SeatId> {
  const id = randomUUIDv7();
  const [row] = await tx.query<{ id: SeatId | null }>(OPEN, [
    ...[id, seat.organisationId, seat.role, seat.title, tx.at.toString()],
  ]);
  if (!row?.id) throw refused();
  return row.id;
}

/** @throws ForbiddenError `not-your-seat` */
export async function hold(tx: Tx, { seatId, personId, from, until, onBehalfOf }: Holding): Promise<void> {
  const [row] = await tx.query<{ id: SeatId | null }>(HOLD, [
    ...[seatId, personId, onBehalfOf, from.toString(), until?.toString() ?? null],
  ]);
  if (!row?.id) throw refused();
}

/** Ends the holdings of one person and those lent in that person's name, or all of the seat. @returns whose */
export async function leave(
  tx: Tx,
  seatId: SeatId,
  personId: PersonId | null,
  at: Temporal.Instant,
): Promise<readonly PersonId[]> {
  const rows = await tx.query<{ person_id: PersonId }>(LEAVE, [seatId, personId, at.toString()]);
  return rows.map((row) => row.person_id);
}

export const seatRow = async (tx: Tx, seatId: SeatId): Promise<SeatRow | null> =>
  (await tx.query<SeatRow & Record<string, unknown>>(READ, [seatId]))[0] ?? null;

export const seatHeldBy = async (
  tx: Tx,
  organisationId: OrganisationId,
  role: SeatRole,
  personId: PersonId,
): Promise<SeatId | null> =>
  (await tx.query<{ id: SeatId }>(HELD, [organisationId, role, personId, tx.at.toString()]))[0]?.id ?? null;

export const holdersOf = async (tx: Tx, seatId: SeatId): Promise<readonly PersonId[]> =>
  (await tx.query<{ person_id: PersonId }>(HOLDERS, [seatId, tx.at.toString()])).map((row) => row.person_id);

/**
 * Journal of a seat: its own stream, or that of a case's team when somebody of the case acts, who sees no other.
 * @param candidacyId the case whose team it is
 */
export const recordSeat = (
  tx: Tx,
  seatId: SeatId,
  candidacyId: CandidacyId | null,
  entry: Omit<AuditRecord, 'audience'>,
  effects: readonly Effect[] = [],
): Promise<void> =>
  record(
    tx,
    candidacyId === null ? `seat:${seatId}` : `team:${candidacyId}`,
    candidacyId,
    [{ ...entry, audience: candidacyId === null ? 'state' : 'territory' }],
    effects,
  );

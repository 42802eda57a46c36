import { AbsentError, type OrganisationId, type SeatId } from '@rebond/kernel';
import type { SeatRole } from '@rebond/identity';
import { statement, type Tx } from '@rebond/platform';

const SEATS = `
  select s.id, s.role, s.title, o.name as organisation, p.name as person
    from identity.seat s
    join identity.organisation o on o.id = s.organisation_id
    left join identity.holding h on h.seat_id = s.id and h.on_behalf_of is null and h.from_at <= $1
                                and (h.until_at is null or h.until_at > $1)
    left join identity.person p on p.id = h.person_id`;
const LIST = statement('office_seats', `${SEATS} order by o.name collate "fr-x-icu", s.title, s.id limit 1000`);
const READ = statement('office_seat', `${SEATS} where s.id = $2`);
const ORGANISATIONS = statement(
  'office_organisations',
  `select id, name, kind from identity.organisation order by name collate "fr-x-icu", id limit 2000`,
);
const TOKENS = statement(
  'office_tokens',
  `select id, label, expires_at,
          case when revoked_at is not null then 'revoked' when expires_at <= $2 then 'expired' else 'valid' end as state
     from identity.token where seat_id = $1 order by created_at desc limit 100`,
);

export interface SeatLine extends Record<string, unknown> {
  readonly id: SeatId;
  readonly role: SeatRole;
  readonly title: string;
  readonly organisation: string;
  readonly person: string | null;
}

export interface OrganisationLine extends Record<string, unknown> {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: string;
}

export interface TokenLine extends Record<string, unknown> {
  readonly id: string;
  readonly label: string;
  readonly expires_at: Date;
  readonly state: 'valid' | 'expired' | 'revoked';
}

/** Seats with who holds them, by organisation; at most 1,000. */
export const readSeats = (tx: Tx): Promise<SeatLine[]> => tx.query<SeatLine>(LIST, [tx.at.toString()]);

/** @throws AbsentError */
export async function readSeat(tx: Tx, id: SeatId): Promise<SeatLine> {
  const [seat] = await tx.query<SeatLine>(READ, [tx.at.toString(), id]);
  if (!seat) throw new AbsentError();
  return seat;
}

export const readOrganisations = (tx: Tx): Promise<OrganisationLine[]> => tx.query<OrganisationLine>(ORGANISATIONS);

export const readTokens = (tx: Tx, seatId: SeatId): Promise<TokenLine[]> =>
  tx.query<TokenLine>(TOKENS, [seatId, tx.at.toString()]);

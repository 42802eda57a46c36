import type { PersonId, SeatId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { SEAT_ROLES, type SeatRole } from '../../domain/roles.js';

/** Of each role first the seat that has most to show. */
const SEATS = statement(
  'demo_seats',
  `select s.id, s.role, s.title, o.name as organisation, h.person_id,
          (select count(*)::int from identity.case_access a
            where a.organisation_id = o.id and a.from_at <= $1 and (a.until_at is null or a.until_at > $1)) as cases
     from identity.seat s
     join identity.organisation o on o.id = s.organisation_id
     join identity.holding h on h.seat_id = s.id and h.on_behalf_of is null
                            and h.from_at <= $1 and (h.until_at is null or h.until_at > $1)
    order by cases desc, o.name collate "fr-x-icu", s.id`,
);

export interface DemoSeat {
  readonly id: SeatId;
  readonly role: SeatRole;
  readonly title: string;
  readonly organisation: string;
  readonly person_id: PersonId;
  /** Cases that its organisation has access to. */
  readonly cases: number;
}

export interface DemoRole {
  readonly role: SeatRole;
  readonly first: DemoSeat;
  readonly others: readonly DemoSeat[];
}

/** Every seat that somebody holds, by role, in the order in which a case meets them. */
export async function demoRoles(tx: Tx): Promise<readonly DemoRole[]> {
  const seats = await tx.query<DemoSeat & Record<string, unknown>>(SEATS, [tx.at.toString()]);
  return ORDER.flatMap((role) => {
    const [first, ...others] = seats.filter((seat) => seat.role === role);
    return first ? [{ role, first, others }] : [];
  });
}

const FIRST = ['epci_lead', 'epci_member', 'bdt_officer', 'sub_prefect', 'region_council'] as const;
const ORDER: readonly SeatRole[] = [...FIRST, ...SEAT_ROLES.filter((role) => !FIRST.some((one) => one === role))];

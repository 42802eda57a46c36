import type { CandidacyId, OrganisationId, PersonId, SeatId } from '@rebond/kernel';
import { statement, type Actor, type Tx } from '@rebond/platform';
import { open } from './recusals/closed.js';
import { READING, type AccessBasis, type SeatRole } from '../domain/roles.js';

/** A person on a seat, as whoever writes to them needs to know. */
export interface SeatedPerson {
  readonly seatId: SeatId;
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly organisation: string;
  readonly organisationId: OrganisationId;
  readonly role: SeatRole;
}

interface Row {
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly organisation: string;
  readonly organisation_id: OrganisationId;
  readonly role: SeatRole;
}

const SEATED = `select distinct on (p.email) s.id as seat_id, p.id as person_id, p.name, p.email, s.title,
          o.name as organisation, o.id as organisation_id, s.role
     from identity.seat s
     join identity.organisation o on o.id = s.organisation_id
     join identity.holding h on h.seat_id = s.id and h.from_at <= $1 and (h.until_at is null or h.until_at > $1)
     join identity.person p on p.id = h.person_id`;

const ON_CASE = statement(
  'people_on_case',
  `${SEATED}
     join identity.case_access a on a.organisation_id = s.organisation_id and a.candidacy_id = $2
      and a.basis = any ($3::text[]) and a.from_at <= $1 and (a.until_at is null or a.until_at > $1)
    where s.role = any ($4::text[]) and ${open('$2', '$1')} order by p.email, s.id`,
);
const OF_ROLES = statement(
  'people_of_roles',
  `${SEATED} where s.role = any ($2::text[]) and ${open('$3', '$1')} order by p.email, s.id`,
);
const ON_SEATS = statement(
  'people_on_seats',
  `${SEATED} where s.id = any ($2::uuid[]) and ${open('$3', '$1')} order by p.email, s.id`,
);
const OF_ORGANISATION = statement(
  'people_of_organisation',
  `${SEATED} where s.organisation_id = $2 and ${open('$3', '$1')} order by p.email, s.id`,
);
const OF_CASES = statement(
  'people_of_cases',
  `select t.*, array(select c.id from unnest($3::uuid[]) with ordinality as c(id, n)
                      where ${open('c.id', '$1', { person: 't.person_id', role: 't.role' })} order by c.n) as open
     from (${SEATED} where s.role = any ($2::text[]) order by p.email, s.id) t`,
);
const SEAT_NOW = statement(
  'actor_of_seat',
  `select s.role, s.organisation_id, p.email, ${open('$4', '$3')} as is_open,
          exists (select 1 from identity.case_access a
                   where a.organisation_id = s.organisation_id and a.candidacy_id = $4 and a.from_at <= $3
                     and (a.until_at is null or a.until_at > $3)) as has_access
     from identity.seat s
     join identity.holding h on h.seat_id = s.id and h.person_id = $2 and h.from_at <= $3
      and (h.until_at is null or h.until_at > $3)
     join identity.person p on p.id = h.person_id
    where s.id = $1 limit 1`,
);

const personOf = (row: Row): SeatedPerson => ({
  seatId: row.seat_id,
  personId: row.person_id,
  name: row.name,
  email: row.email,
  title: row.title,
  organisation: row.organisation,
  organisationId: row.organisation_id,
  role: row.role,
});

const ask = async (tx: Tx, asked: typeof ON_CASE, values: readonly unknown[]): Promise<readonly SeatedPerson[]> =>
  (await tx.query<Row & Record<string, unknown>>(asked, [tx.at.toString(), ...values])).map(personOf);

/**
 * Who sits, in these roles, in the organisations that have access to a case on these bases; the system's question.
 * Like those below, it leaves out whoever is recused from the case, or has not declared their conflicts yet.
 */
export const peopleOnCase = (
  tx: Tx,
  id: CandidacyId,
  bases: readonly AccessBasis[],
  roles: readonly SeatRole[],
): Promise<readonly SeatedPerson[]> => ask(tx, ON_CASE, [id, bases, roles]);

/** Who sits in these roles anywhere, and may be told of this case; the system's question. */
export const peopleOfRoles = (
  tx: Tx,
  roles: readonly SeatRole[],
  about: CandidacyId,
): Promise<readonly SeatedPerson[]> => ask(tx, OF_ROLES, [roles, about]);

/** Who sits on these seats, and may be told of this case; the system's question. */
export const peopleOnSeats = (tx: Tx, seats: readonly SeatId[], about: CandidacyId): Promise<readonly SeatedPerson[]> =>
  ask(tx, ON_SEATS, [seats, about]);

/** Who sits in an organisation, and may be told of this case; the system's question. */
export const peopleOfOrganisation = (
  tx: Tx,
  organisationId: OrganisationId,
  about: CandidacyId,
): Promise<readonly SeatedPerson[]> => ask(tx, OF_ORGANISATION, [organisationId, about]);

/** Who sits in these roles anywhere, with those of these cases that they may be told of, in order; the system's question. */
export const peopleOfCases = async (
  tx: Tx,
  roles: readonly SeatRole[],
  candidacyIds: readonly CandidacyId[],
): Promise<readonly (SeatedPerson & { readonly open: readonly CandidacyId[] })[]> =>
  (
    await tx.query<Row & { readonly open: readonly CandidacyId[] } & Record<string, unknown>>(OF_CASES, [
      ...[tx.at.toString(), roles, candidacyIds],
    ])
  ).map((row) => ({ ...personOf(row), open: row.open }));

/**
 * A person's own rights on one case, for what they do by other means than a browser: those of their seat now.
 * @returns the actor, and the address that the person is known by; null when they have left the seat
 */
export async function actorOnSeat(
  tx: Tx,
  { seatId, personId, candidacyId }: { seatId: SeatId; personId: PersonId; candidacyId: CandidacyId },
): Promise<{ readonly actor: Actor; readonly email: string } | null> {
  const [row] = await tx.query<{
    role: SeatRole;
    organisation_id: OrganisationId;
    email: string;
    has_access: boolean;
    is_open: boolean;
  }>(SEAT_NOW, [seatId, personId, tx.at.toString(), candidacyId]);
  if (!row) return null;
  const cases = row.has_access ? [candidacyId] : [];
  return {
    actor: {
      role: row.role,
      seatId,
      personId,
      organisationId: row.organisation_id,
      cases,
      recused: row.is_open ? [] : [candidacyId],
      withheldWaves: [],
      undeclaredWaves: [],
      ...READING[row.role],
    },
    email: row.email,
  };
}

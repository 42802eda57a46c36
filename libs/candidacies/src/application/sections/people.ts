import type { CandidacyId, PersonId, SeatId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** Someone of a case's territory; a type, so that it is JSON. */
export type TerritoryPerson = {
  readonly seatId: SeatId;
  readonly personId: PersonId;
  readonly name: string;
  /** Title of the seat. */
  readonly title: string;
  readonly organisation: string;
  readonly isLead: boolean;
};

const PEOPLE = statement(
  'territory_people',
  `select seat_id, person_id, person, title, organisation, role from candidacies.territory_people($1, $2)
    order by role, organisation collate "fr-x-icu", person collate "fr-x-icu", seat_id`,
);

/** Who holds a seat of the lead's or a member's organisation now; nobody for whom is not of the territory. */
export async function territoryPeople(tx: Tx, id: CandidacyId): Promise<readonly TerritoryPerson[]> {
  const rows = await tx.query<{
    seat_id: SeatId;
    person_id: PersonId;
    person: string;
    title: string;
    organisation: string;
    role: string;
  }>(PEOPLE, [id, tx.at.toString()]);
  return rows.map((row) => ({
    seatId: row.seat_id,
    personId: row.person_id,
    name: row.person,
    title: row.title,
    organisation: row.organisation,
    isLead: row.role === 'epci_lead',
  }));
}

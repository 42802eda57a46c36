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
  /** At the lead EPCI, on a seat that deposits. */
  readonly isLead: boolean;
};

const PEOPLE = statement(
  'territory_people',
  `with lead as (select seat_id from candidacies.team($1, $2) where basis = 'lead' and role = 'epci_lead')
   select seat_id, person_id, person, title, organisation, seat_id in (select seat_id from lead) as is_lead
     from candidacies.territory_people($1, $2)
    order by is_lead desc, role, organisation collate "fr-x-icu", person collate "fr-x-icu", seat_id`,
);

/** Who holds a seat of the lead's or a member's organisation now; nobody for whom is not of the territory. */
export async function territoryPeople(tx: Tx, id: CandidacyId): Promise<readonly TerritoryPerson[]> {
  const rows = await tx.query<{
    seat_id: SeatId;
    person_id: PersonId;
    person: string;
    title: string;
    organisation: string;
    is_lead: boolean;
  }>(PEOPLE, [id, tx.at.toString()]);
  return rows.map((row) => ({
    seatId: row.seat_id,
    personId: row.person_id,
    name: row.person,
    title: row.title,
    organisation: row.organisation,
    isLead: row.is_lead,
  }));
}

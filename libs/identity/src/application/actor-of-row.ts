import type { CandidacyId, OrganisationId, PersonId, SeatId } from '@rebond/kernel';
import type { Actor } from '@rebond/platform';
import { READING, type SeatRole } from '../domain/roles.js';
import { recusals, type RecusalsRow } from './recusals/recusals-of-actor.js';

/** A person on a seat, as the database tells of them. */
export interface ActorRow extends RecusalsRow {
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly on_behalf_of?: PersonId | null;
  readonly organisation_id: OrganisationId;
  readonly role: SeatRole;
  /** Cases that the organisation has access to. */
  readonly cases: readonly CandidacyId[];
}

export const actorOfRow = (row: ActorRow): Actor => ({
  role: row.role,
  seatId: row.seat_id,
  personId: row.person_id,
  onBehalfOf: row.on_behalf_of,
  organisationId: row.organisation_id,
  cases: row.cases,
  ...recusals(row),
  ...READING[row.role],
});

import { ForbiddenError, type PersonId, type SeatId } from '@rebond/kernel';
import { SYSTEM, type Actor } from '@rebond/platform';

export interface Person extends Actor {
  readonly personId: PersonId;
  readonly seatId: SeatId;
}

/**
 * Who acts on the own account: the tables of sessions and proofs are the system's, so the transaction is too, but signed
 * by the person. Every statement names that person.
 * @throws ForbiddenError `no-person` for who is no person
 */
export function onOwnAccount({ personId, seatId, organisationId, onBehalfOf }: Actor): Person {
  if (personId === null || seatId === null) throw new ForbiddenError('no-person', 'Ce compte n’est à personne.');
  return { ...SYSTEM, personId, seatId, organisationId, onBehalfOf: onBehalfOf ?? null };
}

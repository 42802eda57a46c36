import { ForbiddenError, type PersonId, say, type SeatId } from '@rebond/kernel';
import { SYSTEM, type Actor } from '@rebond/platform';

export interface Person extends Actor {
  readonly personId: PersonId;
  readonly seatId: SeatId;
}

/** Who acts on tables that are the system's: the transaction is too, signed by the person. The policy has let them. */
export const asRegistrar = ({ personId, seatId, organisationId, onBehalfOf }: Actor): Actor => ({
  ...SYSTEM,
  personId,
  seatId,
  organisationId,
  onBehalfOf: onBehalfOf ?? null,
});

/**
 * Who acts on the own account: the tables of sessions and proofs are the system's, so the transaction is too, but signed
 * by the person. Every statement names that person.
 * @throws ForbiddenError `no-person` for who is no person
 */
export function onOwnAccount(actor: Actor): Person {
  const { personId, seatId } = actor;
  if (personId === null || seatId === null) throw new ForbiddenError('no-person', say`Ce compte n’est à personne.`);
  return { ...asRegistrar(actor), personId, seatId };
}

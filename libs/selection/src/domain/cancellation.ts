import { RefusedError, type Branded, say } from '@rebond/kernel';
import { isAnother, type DecisionListId, type Signature } from './decision-list.js';

export type CancellationId = Branded<string, 'CancellationId'>;

/** A material error of a frozen list: one person asks that it be cancelled as a whole, another one cancels it. */
export interface Cancellation {
  readonly id: CancellationId;
  readonly listId: DecisionListId;
  /** Null once erased. */
  readonly reason: string | null;
  readonly asked: Signature;
  readonly confirmed: Signature | null;
}

/**
 * A list whose cancellation is asked is neither announced nor scheduled, until somebody says that it stands.
 * @throws RefusedError `cancellation-asked`
 */
export function requireUncontested(open: Cancellation | null): void {
  if (open !== null)
    throw new RefusedError(
      'cancellation-asked',
      say`L’annulation de cette liste est demandée : elle est annulée ou maintenue d’abord, par une autre personne.`,
    );
}

/**
 * Cancelling undoes what two persons did: two persons do it, not one on two seats, nor one by another’s delegation.
 * @throws RefusedError `cancellation-not-asked`, `same-person`
 */
export function requireCancelling(open: Cancellation | null, by: Signature): Cancellation {
  if (open === null)
    throw new RefusedError('cancellation-not-asked', say`Personne n’a demandé l’annulation de cette liste.`);
  if (!isAnother([open.asked], by))
    throw new RefusedError(
      'same-person',
      say`Vous avez demandé cette annulation, ou vous agissez pour qui l’a demandée : une autre personne la décide.`,
    );
  return open;
}

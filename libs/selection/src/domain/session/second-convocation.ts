import { RefusedError, type CandidacyId, say } from '@rebond/kernel';
import type { ItemId, SessionStatus } from './session.js';

/** A point of a session that is over, as a second convocation sees it. */
export interface DealtItem {
  readonly id: ItemId;
  readonly candidacyId: CandidacyId | null;
  /** Nothing could be decided of it: at the end its quorum was not there. */
  readonly lackedQuorum: boolean;
  readonly isDecided: boolean;
}

/**
 * The agenda of a second convocation, of which no quorum is asked (CRPA R133-10): that of the first, whole when the
 * session did not sit, and no more than what it lacked the quorum for when it did. What it could have decided, and did
 * not, is convened as anything else is.
 * @throws RefusedError `quorum-was-there`
 */
export function itemsToReconvene<Item extends DealtItem>(
  status: SessionStatus,
  items: readonly Item[],
): readonly Item[] {
  const left = status === 'inquorate' ? items : items.filter((one) => one.lackedQuorum && !one.isDecided);
  if (!left.some((one) => one.candidacyId !== null))
    throw new RefusedError(
      'quorum-was-there',
      say`Le quorum n’a manqué sur aucun point de cette séance : ce qui reste à examiner se convoque comme une autre séance.`,
    );
  return left;
}

/**
 * Points that nothing could be decided of, when a session is closed.
 * @param isReached of the quorum of a point, as members sit at that moment
 */
export const itemsWithoutQuorum = <Item extends Pick<DealtItem, 'id' | 'candidacyId'>>(
  items: readonly Item[],
  decided: ReadonlySet<ItemId>,
  isReached: (item: Item) => boolean,
): readonly ItemId[] =>
  items.filter((one) => one.candidacyId !== null && !decided.has(one.id) && !isReached(one)).map((one) => one.id);

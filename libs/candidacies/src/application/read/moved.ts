import { dateIn } from '@rebond/kernel';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** Where a verb left the case; a type, so that it is JSON. */
export type Moved = {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  /** First day on which silence is a rejection; null while completion suspends the legal clock. */
  readonly implicitRejectionOn: string | null;
};

/** What a move of one case gives back. */
export function movedOf([moved]: readonly Candidacy[]): Moved {
  if (!moved) throw new RangeError('a verb moves one case');
  const { id, state, version, implicitRejectionAt } = moved;
  return {
    id,
    state,
    version,
    implicitRejectionOn: implicitRejectionAt === null ? null : dateIn(implicitRejectionAt).toString(),
  };
}

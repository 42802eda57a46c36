import type { Tx } from '@rebond/platform';
import type { Signature } from '../domain/decision-list.js';

/** Who signs an act: lists are decided by people, never by background work. */
export function signatureOf(tx: Tx): Signature {
  const { seatId, personId, onBehalfOf = null } = tx.actor;
  if (seatId === null || personId === null) throw new Error('A decision list is signed by a person in a function');
  return { seatId, personId, onBehalfOf, at: tx.at };
}

export const listStream = (id: string): string => `decision-list:${id}`;

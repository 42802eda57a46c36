import { scopeOf, withholds, type Role } from '@rebond/identity';
import type { Tx } from '@rebond/platform';
import { listSessions } from '../../infrastructure/session/session-rows.js';
import { presentHead, type SessionHead } from './present.js';

/** Sessions as their reader finds them: those of which the seat is a member, for who only examines candidacies. */
export async function sessionPage(tx: Tx): Promise<{ readonly items: readonly SessionHead[] }> {
  const readsAll = scopeOf(tx.actor.role as Role, 'selection.read') !== null;
  const sessions = await listSessions(tx, readsAll ? null : tx.actor.seatId);
  return { items: sessions.map((one) => presentHead(one, !withholds(tx.actor, one.waveId))) };
}

import { requireUnrecused } from '@rebond/identity';
import { AbsentError, StaleVersionError } from '@rebond/kernel';
import { record, type AuditRecord, type Tx } from '@rebond/platform';
import { nextSession, type Session, type SessionEvent, type SessionId } from '../../domain/session/session.js';
import { findSession, lockSession } from '../../infrastructure/session/session-rows.js';

/** @throws AbsentError */
export async function sessionOf(tx: Tx, id: SessionId): Promise<Session> {
  const session = await findSession(tx, id);
  if (!session) throw new AbsentError();
  return session;
}

/**
 * Holds a session for an act that it admits.
 * @throws AbsentError
 * @throws RefusedError `session-…` when it does not admit it
 */
export async function held(tx: Tx, id: SessionId, event: SessionEvent): Promise<Session> {
  const session = await lockSession(tx, id);
  if (!session) throw new AbsentError();
  nextSession(session.status, event);
  return session;
}

/**
 * The same for who runs it: a person without part in a case of the wave sees a part of the session only, and runs none.
 * @throws ForbiddenError `recused-in-wave`
 * @throws StaleVersionError before anything is refused
 */
export async function heldToRun(tx: Tx, id: SessionId, seen: number, event: SessionEvent): Promise<Session> {
  const session = await lockSession(tx, id);
  if (!session) throw new AbsentError();
  requireUnrecused(tx.actor, session.waveId);
  if (session.version !== seen) throw new StaleVersionError(session.version);
  nextSession(session.status, event);
  return session;
}

/** Notes an act in the session's own stream. No case is named: what was decided of each is nobody else's before its announcement. */
export const noted = async (tx: Tx, id: SessionId, action: string, facts: AuditRecord['facts'] = {}): Promise<void> => {
  await record(tx, `session:${id}`, null, [
    { action: `session.${action}`, audience: 'system', facts: { session: id, ...(facts as object) } },
  ]);
};

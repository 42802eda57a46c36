import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { eurosOfCents, RefusedError, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { DecisionListId } from '../../domain/decision-list.js';
import { nextSession, type Session, type SessionId } from '../../domain/session/session.js';
import { findList } from '../../infrastructure/list-rows.js';
import { proposableOf } from '../../infrastructure/proposable.js';
import { decisionsOf, type TakenDecision } from '../../infrastructure/session/decision-rows.js';
import { moveSession } from '../../infrastructure/session/session-rows.js';
import { proposeInput } from '../propose/input.js';
import { ProposeList } from '../propose/propose-list.js';
import { reasonsOf } from './minutes-data.js';
import { heldToRun, noted } from './session-of.js';

/** Proposes the list of what a session decided, once its minutes are approved. */
@Injectable()
export class ProposeFromSession {
  constructor(
    private readonly calls: Calls,
    private readonly cases: Cases,
    private readonly proposing: ProposeList,
  ) {}

  /**
   * Cases that have left the call since are left out.
   * @throws RefusedError `proposed-already`, `nothing-decided`, and as `ProposeList`
   */
  async handle(tx: Tx, id: SessionId, seen: number): Promise<{ readonly listId: string }> {
    const decisions = await decisionsOf(tx, id);
    await this.cases.lock(
      tx,
      decisions.map((one) => one.candidacyId),
    );
    const session = await heldToRun(tx, id, seen, 'PROPOSE');
    const replaces = await replacedBy(tx, session);
    const open = new Set((await proposableOf(tx, session.waveId)).map((one) => one.id));
    const kept = decisions.filter((one) => open.has(one.candidacyId));
    if (kept.length === 0)
      throw new RefusedError('nothing-decided', say`La séance n’a rien décidé qui puisse l’être encore.`);
    const { definition } = await this.calls.waveAndDefinition(tx, session.waveId);
    const list = await this.proposing.propose(
      tx,
      proposeInput.parse({
        waveId: session.waveId,
        title: session.title,
        ...(replaces === null ? {} : { replaces }),
        lines: kept.map((one) => lineOf(one, reasonsOf(one, definition))),
      }),
    );
    await moveSession(tx, id, nextSession(session.status, 'PROPOSE'), list.id);
    await noted(tx, id, 'list-proposed', { list: list.id });
    return { listId: list.id };
  }
}

/**
 * The cancelled list that the session's decisions are proposed anew from, if there is one.
 * @throws RefusedError `proposed-already` unless what was proposed was withdrawn or cancelled
 */
async function replacedBy(tx: Tx, { listId }: Session): Promise<string | null> {
  const list = listId === null ? null : await findList(tx, listId as DecisionListId);
  if (list === null || list.status === 'withdrawn') return null;
  if (list.status !== 'cancelled')
    throw new RefusedError('proposed-already', say`La liste de cette séance est déjà proposée.`);
  return list.id;
}

const lineOf = (one: TakenDecision, reasons: readonly string[]) => ({
  candidacyId: one.candidacyId,
  expectedVersion: one.caseVersion,
  outcome: one.outcome === 'defer' ? 'waitlist' : one.outcome,
  reasons,
  ...(one.nextWaveId === null ? {} : { nextWaveId: one.nextWaveId }),
  ...(one.envelopeCents === null ? {} : { envelopeEur: eurosOfCents(one.envelopeCents) }),
  ...(one.personDays === null ? {} : { personDays: one.personDays }),
});

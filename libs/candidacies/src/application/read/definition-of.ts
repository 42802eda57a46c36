import type { CallDefinition, Calls } from '@rebond/calls';
import type { Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** What a case answers: the wave's definition while it is a draft, then the version it was deposited under. */
export async function definitionOf(tx: Tx, calls: Calls, candidacy: Candidacy): Promise<CallDefinition> {
  if (candidacy.state === 'draft') return (await calls.waveAndDefinition(tx, candidacy.waveId)).definition;
  return calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
}

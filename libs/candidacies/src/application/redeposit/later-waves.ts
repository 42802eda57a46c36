import type { Calls, Wave } from '@rebond/calls';
import type { Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** Waves of the same call, open now, in which a candidacy may be taken up; the verb itself decides. */
export async function wavesToRedeposit(tx: Tx, calls: Calls, candidacy: Candidacy): Promise<readonly Wave[]> {
  const own = await calls.wave(tx, candidacy.waveId);
  return (await calls.openWaves(tx)).filter(
    ({ id, callId, cutoffAt }) =>
      callId === own.callId &&
      (Temporal.Instant.compare(cutoffAt, own.cutoffAt) > 0 || (id === own.id && candidacy.state === 'expired')),
  );
}

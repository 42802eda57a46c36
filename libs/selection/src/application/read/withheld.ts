import { withholds } from '@rebond/identity';
import type { WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { ListView } from './present.js';

/**
 * A list as its reader may be told of it: who has no part in a case of the wave reads neither the hash of the whole nor a
 * version, which each difference with a hidden line would raise. Such a reader acts on no list of the wave.
 */
export const told = <View extends ListView>(tx: Tx, view: View): View =>
  withholds(tx.actor, view.waveId as WaveId) ? { ...view, version: 1, contentHash: null } : view;

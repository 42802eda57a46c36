import { Injectable } from '@nestjs/common';
import type { CallId, WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { CallDefinition } from '../domain/definition/definition.js';
import { readDefinition } from '../infrastructure/definition-rows.js';
import { markWaveDecided, markWaveFrozen, readWave, waveAfter, wavesOpenAt } from '../infrastructure/wave-rows.js';
import type { Wave } from './wave.js';

/** Definitions kept in a process; one is about 100 kB. */
const CACHED = 32;

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** What the other rooms ask of calls. */
@Injectable()
export class Calls {
  /** By call and version, the one used last at the end. A published version never changes, so none is ever stale. */
  private readonly definitions = new Map<string, CallDefinition>();

  /** @throws AbsentError when there is no such wave */
  wave(tx: Tx, waveId: WaveId): Promise<Wave> {
    return readWave(tx, waveId);
  }

  /** A published version, frozen. @throws AbsentError when it was not published */
  async definition(tx: Tx, callId: CallId, version: number): Promise<CallDefinition> {
    const key = `${callId}:${version}`;
    const definition = this.definitions.get(key) ?? frozen(await readDefinition(tx, callId, version));
    this.definitions.delete(key);
    this.definitions.set(key, definition);
    for (const oldest of this.definitions.keys()) {
      if (this.definitions.size <= CACHED) break;
      this.definitions.delete(oldest);
    }
    return definition;
  }

  /** The wave and the version of the definition that it is pinned to. @throws AbsentError */
  async waveAndDefinition(
    tx: Tx,
    waveId: WaveId,
  ): Promise<{ readonly wave: Wave; readonly definition: CallDefinition }> {
    const wave = await readWave(tx, waveId);
    return { wave, definition: await this.definition(tx, wave.callId, wave.definitionVersion) };
  }

  /** The wave of the same call whose cut-off comes next, already opened or not; null when none has been created. */
  nextWaveAfter(tx: Tx, wave: Pick<Wave, 'id' | 'callId' | 'cutoffAt'>): Promise<Wave | null> {
    return waveAfter(tx, wave);
  }

  /** Waves that take deposits at the transaction's instant, the first to close first. */
  openWaves(tx: Tx): Promise<readonly Wave[]> {
    return wavesOpenAt(tx, tx.at);
  }

  /** Notes that decisions of a wave are frozen, in secret until they are announced: from then on it is not prolonged. */
  async markFrozen(tx: Tx, waveId: WaveId): Promise<void> {
    await markWaveFrozen(tx, waveId);
  }

  /** Notes the first decision announced of a wave. Later calls change nothing. */
  async markDecided(tx: Tx, waveId: WaveId): Promise<void> {
    await markWaveDecided(tx, waveId);
  }
}

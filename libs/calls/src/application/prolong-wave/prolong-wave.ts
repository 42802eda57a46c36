import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { say } from '@rebond/kernel';
import type { WaveId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { prolong } from '../../domain/waves.js';
import { insertProlongation } from '../../infrastructure/prolongation-rows.js';
import { lockWave, moveCutoff, readWave } from '../../infrastructure/wave-rows.js';
import { instantInput, isBefore } from '../instant-input.js';
import type { Wave } from '../wave.js';

export const outageInput = z
  .strictObject({ from: instantInput, to: instantInput, description: z.string().trim().min(2).max(2000) })
  .refine(({ from, to }) => isBefore(from, to), {
    path: ['to'],
    error: say`La fin de la panne doit suivre son début.`,
  });

export const prolongWaveInput = z.strictObject({
  cutoffAt: instantInput,
  /** Told to the candidates. */
  reason: z.string().trim().min(2).max(2000),
  /** The outage that the prolongation makes up for. */
  outage: outageInput.optional(),
});

/** Moves a wave's cut-off later, for everyone. */
@Injectable()
export class ProlongWave {
  /**
   * @throws AbsentError, StaleVersionError
   * @throws RefusedError `cutoff-not-later`, `cutoff-in-the-past`, `wave-decided`
   */
  async handle(
    tx: Tx,
    waveId: WaveId,
    expectedVersion: number,
    input: z.output<typeof prolongWaveInput>,
  ): Promise<Wave> {
    const wave = await lockWave(tx, waveId, expectedVersion);
    const { previousCutoffAt, cutoffAt } = prolong(wave, input.cutoffAt, tx.at);
    const { reason, outage } = input;
    await moveCutoff(tx, waveId, cutoffAt);
    const n = await insertProlongation(tx, { waveId, previousCutoffAt, cutoffAt, reason, outage: outage ?? null });
    const moved = { previousCutoffAt: previousCutoffAt.toString(), cutoffAt: cutoffAt.toString() };
    await record(
      tx,
      `wave:${waveId}`,
      null,
      [
        {
          action: 'wave.prolonged',
          audience: 'everyone',
          facts: {
            wave: waveId,
            n,
            ...moved,
            outage: outage ? { from: outage.from.toString(), to: outage.to.toString() } : null,
          },
          personal: { reason, ...(outage ? { outage: outage.description } : {}) },
        },
      ],
      [{ kind: 'wave.prolonged', payload: { waveId, ...moved, reason } }],
    );
    return readWave(tx, waveId);
  }
}

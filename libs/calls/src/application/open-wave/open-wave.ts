import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ConflictError, formatInstant, lastDayBefore, RefusedError, say, type WaveId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { slugSchema } from '../../domain/definition/primitives.js';
import { waveName } from '../../domain/waves.js';
import { callVersions, lockCall } from '../../infrastructure/call-rows.js';
import { insertWave, readWave } from '../../infrastructure/wave-rows.js';
import { instantInput } from '../instant-input.js';
import type { Wave } from '../wave.js';

export const openWaveInput = z.strictObject({
  call: slugSchema,
  /** Without it, « Relève du … », the last day of the wave in Paris. */
  name: z.string().trim().min(2).max(200).optional(),
  opensAt: instantInput,
  /** Exclusive: a deposit received at this instant is late. */
  cutoffAt: instantInput,
  /** Without it, the newest. */
  definitionVersion: z.int().min(1).optional(),
});

const refused = (code: string, pointer: string, detail: string): RefusedError =>
  new RefusedError(code, detail, [{ pointer, code, detail }]);

/** Opens a wave of a call on a published version of its definition. */
@Injectable()
export class OpenWave {
  /**
   * @throws RefusedError `unknown-call`, `unknown-version`, `cutoff-before-opening`, `cutoff-in-the-past`
   * @throws ConflictError `wave-exists` when a wave of the call has this name
   */
  async handle(tx: Tx, input: z.output<typeof openWaveInput>): Promise<Wave> {
    const { opensAt, cutoffAt } = input;
    if (Temporal.Instant.compare(cutoffAt, opensAt) <= 0)
      throw refused('cutoff-before-opening', '/cutoffAt', say`La clôture doit suivre l'ouverture.`);
    if (Temporal.Instant.compare(cutoffAt, tx.at) <= 0)
      throw refused('cutoff-in-the-past', '/cutoffAt', say`Le ${formatInstant(cutoffAt)} est déjà passé.`);
    const call = await lockCall(tx, input.call);
    if (!call) throw refused('unknown-call', '/call', say`Aucun appel publié ne s'appelle « ${input.call} ».`);
    const versions = (await callVersions(tx, input.call)).map((row) => row.version);
    const definitionVersion = input.definitionVersion ?? versions[0] ?? 0;
    if (!versions.includes(definitionVersion))
      throw refused('unknown-version', '/definitionVersion', say`Cette version de la définition n'est pas publiée.`);
    const name = input.name ?? waveName(lastDayBefore(cutoffAt));
    const id = randomUUIDv7() as string as WaveId;
    if (!(await insertWave(tx, { id, callId: call.id, name, definitionVersion, opensAt, cutoffAt })))
      throw new ConflictError('wave-exists', say`Une relève de cet appel s'appelle déjà « ${name} ».`);
    const facts = {
      call: call.id,
      definitionVersion,
      opensAt: opensAt.toString(),
      cutoffAt: cutoffAt.toString(),
    };
    await record(
      tx,
      `wave:${id}`,
      null,
      [{ action: 'wave.opened', audience: 'everyone', facts: { wave: id, name, ...facts } }],
      [{ kind: 'wave.opened', payload: { waveId: id, name, ...facts } }],
    );
    return readWave(tx, id);
  }
}

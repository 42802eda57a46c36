import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RefusedError, say, type WaveId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { differsOnlyInTexts } from '../../domain/versions.js';
import { publishedVersions } from '../../infrastructure/definition-rows.js';
import { lockWave, pinDefinition, readWave } from '../../infrastructure/wave-rows.js';
import type { Wave } from '../wave.js';

export const repinWaveInput = z.strictObject({ definitionVersion: z.int().min(1) });

const refused = (code: string, detail: string): RefusedError =>
  new RefusedError(code, detail, [{ pointer: '/definitionVersion', code, detail }]);

/** Pins a wave to another version of its call's definition, which may differ only in the texts of mails and letters. */
@Injectable()
export class RepinWave {
  /**
   * @throws AbsentError, StaleVersionError
   * @throws RefusedError `unknown-version`, `same-version`, `definition-differs`
   */
  async handle(tx: Tx, waveId: WaveId, expectedVersion: number, input: z.output<typeof repinWaveInput>): Promise<Wave> {
    const wave = await lockWave(tx, waveId, expectedVersion);
    const versions = new Map((await publishedVersions(tx, wave.callId)).map((one) => [one.version, one.content]));
    const current = versions.get(wave.definitionVersion);
    const next = versions.get(input.definitionVersion);
    if (!current || !next) throw refused('unknown-version', say`Cette version de la définition n'est pas publiée.`);
    if (input.definitionVersion === wave.definitionVersion)
      throw refused('same-version', say`La relève suit déjà cette version.`);
    if (!differsOnlyInTexts(current, next))
      throw refused(
        'definition-differs',
        say`Une relève ouverte ne change que de textes : cette version diffère aussi par ses règles ou son formulaire.`,
      );
    await pinDefinition(tx, waveId, input.definitionVersion);
    await record(tx, `wave:${waveId}`, null, [
      {
        action: 'wave.repinned',
        audience: 'everyone',
        facts: { wave: waveId, previousVersion: wave.definitionVersion, definitionVersion: input.definitionVersion },
      },
    ]);
    return readWave(tx, waveId);
  }
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AbsentError, dateIn } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { type ProposedWave, proposeWaves } from '../../domain/waves.js';
import { callVersions } from '../../infrastructure/call-rows.js';
import { lastCutoff } from '../../infrastructure/wave-rows.js';
import { Calls } from '../calls.js';

export const proposeInput = z.strictObject({
  /** Cut-offs strictly after this day; without it, after today and after the last wave that exists. */
  after: z.iso.date().optional(),
  count: z.coerce.number().int().min(1).max(36).default(3),
});

/** The next waves that the rhythm of a call's newest definition gives; none is created. */
@Injectable()
export class ProposeWaves {
  constructor(private readonly calls: Calls) {}

  /** @throws AbsentError when there is no such call */
  async handle(tx: Tx, slug: string, input: z.output<typeof proposeInput>): Promise<readonly ProposedWave[]> {
    const [newest] = await callVersions(tx, slug);
    if (!newest) throw new AbsentError();
    const { waves: rhythm } = await this.calls.definition(tx, newest.id, newest.version);
    const last = await lastCutoff(tx, newest.id);
    const from = last && Temporal.Instant.compare(last, tx.at) > 0 ? last : tx.at;
    const after = input.after === undefined ? dateIn(from, rhythm.zone) : Temporal.PlainDate.from(input.after);
    return proposeWaves(rhythm, after, input.count);
  }
}

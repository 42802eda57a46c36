import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { movedOf, type Moved } from '../read/moved.js';

export const admissibilityInput = z.discriminatedUnion('admissible', [
  z.strictObject({ admissible: z.literal(true) }),
  z.strictObject({
    admissible: z.literal(false),
    /** A refusal is reasoned (CRPA L211-2). */
    reasons: z
      .array(z.string().trim().min(1).max(5_000))
      .min(1, 'Une irrecevabilité est motivée : donnez au moins un motif.')
      .max(20),
  }),
]);
export type AdmissibilityInput = z.output<typeof admissibilityInput>;

/** Says whether a candidacy may be judged: an attribute when it may, the end of the case when it may not. */
@Injectable()
export class AssessAdmissibility {
  constructor(private readonly cases: Cases) {}

  async assess(tx: Tx, id: CandidacyId, expectedVersion: number, input: AdmissibilityInput): Promise<Moved> {
    await this.cases.lockFor(tx, id, expectedVersion, input.admissible ? 'ADMIT' : 'DECLARE_INADMISSIBLE');
    if (input.admissible)
      return movedOf(await this.cases.move(tx, { id, expectedVersion, event: { type: 'ADMIT', facts: {} } }));
    const { reasons } = input;
    const moved = await this.cases.move(tx, {
      id,
      expectedVersion,
      event: { type: 'DECLARE_INADMISSIBLE', facts: { reasons: reasons.length } },
      personal: { reasons },
    });
    return movedOf(moved);
  }
}

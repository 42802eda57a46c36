import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { RefusedError, type CandidacyId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { assessmentFaults, verdictOf } from '../../domain/admissibility.js';
import { Cases } from '../cases.js';
import { definitionOf } from '../read/definition-of.js';
import { movedOf, type Moved } from '../read/moved.js';

export const admissibilityInput = z.strictObject({
  admissible: z.boolean(),
  /** Is each point of the call's checklist met? By its key; left out: all of them, where the candidacy is admitted. */
  checks: z.record(z.string().max(60), z.boolean()).optional(),
  /** Why it is inadmissible, beside the points that are not met; a refusal is reasoned (CRPA L211-2). */
  reasons: z.array(z.string().trim().min(1).max(5_000)).max(20).default([]),
});
export type AdmissibilityInput = z.output<typeof admissibilityInput>;

/** Says whether a candidacy may be judged: an attribute when it may, the end of the case when it may not. */
@Injectable()
export class AssessAdmissibility {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** @throws RefusedError `assessment-refused` with every fault of the checklist and its reasons */
  async assess(tx: Tx, id: CandidacyId, expectedVersion: number, input: AdmissibilityInput): Promise<Moved> {
    const candidacy = await this.cases.lockFor(
      tx,
      id,
      expectedVersion,
      input.admissible ? 'ADMIT' : 'DECLARE_INADMISSIBLE',
    );
    const checklist = (await definitionOf(tx, this.calls, candidacy)).admissibility?.checks ?? [];
    const faults = assessmentFaults(checklist, input);
    if (faults.length > 0)
      throw new RefusedError('assessment-refused', say`Cette décision de recevabilité est à compléter.`, faults);
    const { checks, reasons } = verdictOf(checklist, input);
    if (input.admissible)
      return movedOf(
        await this.cases.move(tx, { id, expectedVersion, event: { type: 'ADMIT', facts: { checks: [...checks] } } }),
      );
    const facts = { reasons: reasons.length, checks: [...checks] };
    const moved = await this.cases.move(tx, {
      id,
      expectedVersion,
      event: { type: 'DECLARE_INADMISSIBLE', facts },
      personal: { reasons: [...reasons] },
    });
    return movedOf(moved);
  }
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { CaseAccess } from '../perimeter/case-access.js';
import { movedOf, type Moved } from '../read/moved.js';

export const leaveInput = z.strictObject({ reason: z.string().trim().min(1).max(5_000).optional() });
export type LeaveInput = z.output<typeof leaveInput>;

/** `WITHDRAW`: the territory leaves before a selection · `ABANDON`: a laureate gives up · `CLOSE`: the follow-up ends. */
export type Leaving = 'WITHDRAW' | 'ABANDON' | 'CLOSE';

@Injectable()
export class Leave {
  constructor(
    private readonly cases: Cases,
    private readonly directory: Directory,
    private readonly access: CaseAccess,
  ) {}

  /**
   * A laureate's mission ends with its follow-up: firms still engaged lose their access.
   * @throws ForbiddenError `not-the-lead` for the head of a member EPCI
   */
  async leave(tx: Tx, id: CandidacyId, expectedVersion: number, type: Leaving, { reason }: LeaveInput): Promise<Moved> {
    await this.access.requireLead(tx, await this.cases.lockFor(tx, id, expectedVersion, type));
    const moved = await this.cases.move(tx, {
      id,
      expectedVersion,
      event: { type, facts: {} },
      ...(reason === undefined ? {} : { personal: { reason } }),
    });
    if (type !== 'WITHDRAW') await this.directory.endAccess(tx, id, ['mission']);
    return movedOf(moved);
  }
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { movedOf, type Moved } from '../read/moved.js';
import { openRequest } from './open-requests.js';
import { turnLegalClock } from './turn-legal-clock.js';

export const cancelCompletionInput = z.strictObject({ reason: z.string().trim().min(1).max(5_000) });
export type CancelCompletionInput = z.output<typeof cancelCompletionInput>;

const CANCEL = statement(
  'completion_cancel',
  `update candidacies.completion set cancelled_at = $2, cancel_reason = $3 where id = $1`,
);

/** Takes a request back: it stays readable, with its message and the reason. The last one resumes the legal clock. */
@Injectable()
export class CancelCompletion {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** @throws RefusedError `request-closed` */
  async cancel(
    tx: Tx,
    id: CandidacyId,
    expectedVersion: number,
    requestId: string,
    { reason }: CancelCompletionInput,
  ): Promise<Moved> {
    const candidacy = await this.cases.lockFor(tx, id, expectedVersion, 'CANCEL_COMPLETION');
    const { request, stillOpen } = await openRequest(tx, id, requestId);
    const { legal } = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    await tx.query(CANCEL, [request.id, tx.at.toString(), reason]);
    const change =
      stillOpen === 0
        ? { implicitRejectionAt: await turnLegalClock(tx, id, { kind: 'resume' }, legal.decisionMonths) }
        : {};
    const moved = await this.cases.move(tx, {
      id,
      expectedVersion,
      event: { type: 'CANCEL_COMPLETION', facts: { request: request.id, stillOpen } },
      change,
      personal: { reason },
    });
    return movedOf(moved);
  }
}

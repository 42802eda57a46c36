import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import type { Tx } from '@rebond/platform';
import { implicitRejectionAt } from '../../domain/legal-clock.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { turnLegalClock } from '../completion/turn-legal-clock.js';
import { definitionOf } from '../read/definition-of.js';

/** Brings a case back to its examination when an appeal against its decision is upheld. */
@Injectable()
export class Reopen {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /**
   * The request is before the State again from this day: the legal clock starts anew, and silence rejects as before.
   * @param candidacy a locked case; it moves last
   * @throws RefusedError `illegal-event` when no decision refuses it
   */
  async reopen(tx: Tx, candidacy: Candidacy, appeal: string): Promise<Candidacy> {
    const { legal } = await definitionOf(tx, this.calls, candidacy);
    const { id } = candidacy;
    const [moved = candidacy] = await this.cases.move(tx, {
      id,
      expectedVersion: candidacy.version,
      event: { type: 'RECONSIDER', facts: { appeal } },
      change: {
        implicitRejectionAt: await turnLegalClock(tx, id, { kind: 'start' }, legal.decisionMonths),
        admissibilityDue: implicitRejectionAt([{ kind: 'start', at: tx.at }], legal.admissibilityMonths),
      },
    });
    return moved;
  }
}

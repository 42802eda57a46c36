import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, fieldOf, type CallDefinition } from '@rebond/calls';
import { RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { movedOf, type Moved } from '../read/moved.js';
import { dueAfter } from './due.js';
import { turnLegalClock } from './turn-legal-clock.js';

export const requestCompletionInput = z
  .strictObject({
    /** Keys of the fields to complete or to correct. */
    fields: z.array(z.string().max(100)).min(1).max(100),
    message: z.string().trim().min(1).max(10_000),
    dueAt: z.iso.datetime({ offset: true }).optional(),
    /** Calendar days, to the end of the last one; the definition's delay when neither is said. */
    days: z.int().min(1).max(366).optional(),
  })
  .refine(({ dueAt, days }) => dueAt === undefined || days === undefined, {
    message: say`Donnez une échéance ou un nombre de jours, pas les deux.`,
    path: ['days'],
  });
export type RequestCompletionInput = z.output<typeof requestCompletionInput>;

export type CompletionAsked = Moved & { readonly request: string; readonly dueAt: string };

const INSERT = statement(
  'completion_insert',
  `insert into candidacies.completion (id, candidacy_id, fields, message, due_at, requested_at, requested_by)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Asks the territory to complete its file, which suspends the legal clock for the delay given (CRPA L114-5). */
@Injectable()
export class RequestCompletion {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** @throws RefusedError `unknown-field`, `deadlineIsAhead` */
  async request(
    tx: Tx,
    id: CandidacyId,
    expectedVersion: number,
    input: RequestCompletionInput,
  ): Promise<CompletionAsked> {
    const candidacy = await this.cases.lockFor(tx, id, expectedVersion, 'REQUEST_COMPLETION');
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    requireFields(definition, input.fields);
    const delay = input.days === undefined ? definition.legal.completionWithin : daysOf(input.days);
    const dueAt = input.dueAt ? Temporal.Instant.from(input.dueAt) : dueAfter(tx.at, delay, candidacy.departement);
    const request = randomUUIDv7();
    const at = tx.at.toString();
    await tx.query(INSERT, [
      ...[request, id, [...new Set(input.fields)], input.message, dueAt.toString(), at, tx.actor.seatId],
    ]);
    const implicitRejectionAt = await turnLegalClock(
      tx,
      id,
      { kind: 'suspend', dueAt },
      definition.legal.decisionMonths,
    );
    const moved = await this.cases.move(tx, {
      id,
      expectedVersion,
      event: { type: 'REQUEST_COMPLETION', facts: { request, dueAt: dueAt.toString(), now: at } },
      change: { implicitRejectionAt },
      personal: { fields: input.fields, message: input.message },
    });
    return { ...movedOf(moved), request, dueAt: dueAt.toString() };
  }
}

const daysOf = (days: number) => ({ days, unit: 'calendar' }) as const;

function requireFields(definition: CallDefinition, fields: readonly string[]): void {
  const faults = fields.flatMap((key, i) =>
    fieldOf(definition, key)
      ? []
      : [
          {
            pointer: `/fields/${String(i)}`,
            code: 'unknown-field',
            detail: say`Le formulaire n'a pas de champ « ${key} ».`,
          },
        ],
  );
  if (faults.length > 0)
    throw new RefusedError('unknown-field', say`La demande vise des champs que le formulaire ne comporte pas.`, faults);
}

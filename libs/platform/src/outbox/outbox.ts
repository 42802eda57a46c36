import { SetMetadata } from '@nestjs/common';
import type { CandidacyId, Json } from '@rebond/kernel';
import type { Tx } from '../database/transactions.js';

/** A message as its handlers get it: the facts of the moment it was written. */
export interface Message {
  readonly id: string;
  readonly stream: string;
  readonly kind: string;
  readonly candidacyId: CandidacyId | null;
  readonly payload: Json;
  readonly at: Temporal.Instant;
  readonly traceId: string;
}

/**
 * What a message sets off. `handle` runs in the transaction that records the delivery: its writes happen once,
 * in the order of the stream, after any number of attempts.
 */
export interface OutboxHandler {
  handle(tx: Tx, message: Message): Promise<void>;
}

export interface Subscription {
  /** Stable name: deliveries are recorded under it. */
  readonly name: string;
  readonly kinds: readonly string[];
}

export const SUBSCRIPTION = 'rebond:subscription';

/** Marks an OutboxHandler; a name given twice stops the worker at start. */
export const Subscribe = (name: string, kinds: readonly string[]): ClassDecorator =>
  SetMetadata(SUBSCRIPTION, { name, kinds } satisfies Subscription);

/** Waits between attempts of a delivery or a mail: an outage over a long week-end parks nothing; then the row is parked. */
export const RETRY_SECONDS = [1, 5, 15, 60, 300, 900, 3600, 7200, 14_400, 43_200, 86_400, 172_800] as const;

/** When to try again after the `attempts`-th failure, or null: park it. */
export function nextAttempt(attempts: number, now: Temporal.Instant): Temporal.Instant | null {
  const wait = RETRY_SECONDS[attempts - 1];
  return wait === undefined ? null : now.add({ seconds: wait });
}

import type { CandidacyId, Json } from '@rebond/kernel';
import type { AuditRecord, Effect } from '@rebond/platform';
import type { CaseEvent } from '../domain/events.js';

/** What changes on the row beside what the machine decides. */
export interface CaseChange {
  readonly depositedAt?: Temporal.Instant;
  readonly receiptNumber?: string;
  readonly definitionVersion?: number;
  readonly implicitRejectionAt?: Temporal.Instant | null;
  /** By when an incomplete file must have been said so; dates the officer's work, decides nothing. */
  readonly admissibilityDue?: Temporal.Instant | null;
}

export interface Move {
  readonly id: CandidacyId;
  /** Version that the caller saw; null only for background work, which reads the row it locks. */
  readonly expectedVersion: number | null;
  readonly event: CaseEvent;
  readonly change?: CaseChange;
  /** Free text and personal data of the act, erasable. */
  readonly personal?: Json;
  /** Facts for the outbox message, beside those of the event. */
  readonly payload?: Readonly<Record<string, Json>>;
}

/** What is said of a locked case without moving it. */
export interface Recorded {
  readonly id: CandidacyId;
  readonly records: readonly AuditRecord[];
  readonly effects?: readonly Effect[];
}

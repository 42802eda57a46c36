import type { CallId, WaveId } from '@rebond/kernel';

/** A round of a call: candidacies are deposited from `opensAt` (inclusive) to `cutoffAt` (exclusive). */
export interface Wave {
  readonly id: WaveId;
  readonly callId: CallId;
  readonly callSlug: string;
  /** From 1, in the order of opening. */
  readonly number: number;
  readonly name: string;
  readonly definitionVersion: number;
  readonly opensAt: Temporal.Instant;
  readonly cutoffAt: Temporal.Instant;
  /** First decision of the wave; null before. */
  readonly decidedAt: Temporal.Instant | null;
  /** First list of its decisions frozen, announced or not; nobody but the lists' readers is told. */
  readonly frozenAt: Temporal.Instant | null;
  readonly version: number;
}

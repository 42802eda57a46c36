import { SetMetadata } from '@nestjs/common';
import type { Json } from '@rebond/kernel';

/** One audit entry of a case, as its reader may see it. */
export interface CaseEntry {
  readonly action: string;
  readonly at: Temporal.Instant;
  /** Role of the seat that acted. */
  readonly role: string;
  readonly facts: Readonly<Record<string, Json>>;
  /** Free text and personal data of the act; null when there was none or it has been erased. */
  readonly personal: Readonly<Record<string, Json>> | null;
}

/** Writes entries of some actions in French, one sentence each. Marked `@TimelineEntry`, a provider of its room. */
export interface TimelineFormatter {
  format(entry: CaseEntry): string;
}

export const TIMELINE_ENTRY = 'rebond:timeline-entry';

/** Marks the TimelineFormatter of some actions; an action with two of them stops the process at start. */
export const TimelineEntry = (...actions: readonly string[]): ClassDecorator => SetMetadata(TIMELINE_ENTRY, actions);

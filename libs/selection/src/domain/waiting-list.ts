import { RefusedError, type CandidacyId, type Cents, type PersonDays, say, type WaveId } from '@rebond/kernel';
import type { DecisionListId } from './decision-list.js';

/** A case of the waiting list of a wave. */
export interface Waiting {
  readonly candidacyId: CandidacyId;
  readonly territory: string;
  readonly version: number;
  /** Mean of its reviews' scores, out of 100; null without a review. */
  readonly score: number | null;
  /** When it was put there, and its place in the list that did. */
  readonly since: Temporal.Instant;
  readonly place: number;
  /** Open list that decides of it already; null when none does. */
  readonly listId: DecisionListId | null;
}

/** A laureate that left, or was to be one and withdrew before the announcement. */
export interface Departure {
  readonly candidacyId: CandidacyId;
  readonly waveId: WaveId;
  readonly territory: string;
  /** What its decision had given; null: to be fixed. */
  readonly envelopeCents: Cents | null;
  readonly personDays: PersonDays | null;
  /** List that gives its place to another; null while the place is free. */
  readonly answeredBy: DecisionListId | null;
}

/** The best rated first; cases that rate the same, or are not rated, in the order in which they were put there. */
export const ranked = <One extends Pick<Waiting, 'score' | 'since' | 'place'>>(
  waiting: readonly One[],
): readonly One[] =>
  waiting.toSorted(
    (a, b) => (b.score ?? -1) - (a.score ?? -1) || Temporal.Instant.compare(a.since, b.since) || a.place - b.place,
  );

/**
 * Who is promoted when a place is free: the first that no open list decides of already.
 * @throws RefusedError `nobody-waits`
 */
export function nextInLine(waiting: readonly Waiting[]): Waiting {
  const next = ranked(waiting).find(({ listId }) => listId === null);
  if (next === undefined)
    throw new RefusedError(
      'nobody-waits',
      say`Plus aucune candidature de cette liste d’attente ne peut être proposée.`,
    );
  return next;
}

/** @throws RefusedError `place-taken` when a list gives the place already */
export function requireFree({ answeredBy }: Pick<Departure, 'answeredBy'>): void {
  if (answeredBy !== null)
    throw new RefusedError('place-taken', say`Une liste de décision donne déjà la place de ce lauréat.`);
}

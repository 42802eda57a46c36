import { RefusedError, type Branded, say, type SeatId } from '@rebond/kernel';
import { stands, type DecisionListId, type ListStatus } from './decision-list.js';

export type EmbargoReaderId = Branded<string, 'EmbargoReaderId'>;

/** A person who reads a frozen list before its announcement: préfet, member of parliament. Each reading is logged. */
export interface EmbargoReader {
  readonly id: EmbargoReaderId;
  readonly listId: DecisionListId;
  readonly name: string;
  /** In what quality: « préfet du Gard ». */
  readonly quality: string;
  /** Seat that reads it in the portal; null for who has no account and is sent a link. */
  readonly seatId: SeatId | null;
  readonly email: string | null;
  /** Départements whose lines are read; all when null. */
  readonly departements: readonly string[] | null;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  readonly revokedAt: Temporal.Instant | null;
}

type Reading = Pick<EmbargoReader, 'from' | 'until' | 'revokedAt'>;

interface Refusal {
  readonly code: string;
  readonly reason: string;
  readonly when: (reader: Reading, status: ListStatus, now: Temporal.Instant) => boolean;
}

const REFUSALS: readonly Refusal[] = [
  {
    code: 'embargo-revoked',
    reason: say`Cet accès a été retiré.`,
    when: ({ revokedAt }) => revokedAt !== null,
  },
  {
    code: 'embargo-not-yet',
    reason: say`Cette liste ne se lit pas encore.`,
    when: ({ from }, status, now) => status === 'proposed' || Temporal.Instant.compare(now, from) < 0,
  },
  {
    code: 'embargo-over',
    reason: say`Cette liste ne se lit plus ici.`,
    when: ({ until }, status, now) => !stands({ status }) || Temporal.Instant.compare(now, until) >= 0,
  },
];

/**
 * May this person read the list now?
 * @throws RefusedError `embargo-revoked`, `embargo-not-yet`, `embargo-over`
 */
export function requireReading(reader: Reading, status: ListStatus, now: Temporal.Instant): void {
  const refused = REFUSALS.find(({ when }) => when(reader, status, now));
  if (refused) throw new RefusedError(refused.code, refused.reason);
}

/** Does a person who reads these départements read a case of that one? */
export const reads = ({ departements }: Pick<EmbargoReader, 'departements'>, departement: string): boolean =>
  departements === null || departements.includes(departement);

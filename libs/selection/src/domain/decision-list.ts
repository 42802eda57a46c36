import { ForbiddenError, RefusedError, type Branded, type PersonId, type SeatId, type WaveId } from '@rebond/kernel';

export type DecisionListId = Branded<string, 'DecisionListId'>;

/** Signature of an act: the function that acted, and the person who held it. */
export interface Signature {
  readonly seatId: SeatId;
  readonly personId: PersonId;
  readonly at: Temporal.Instant;
}

export const LIST_STATUSES = ['proposed', 'validated', 'withdrawn'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];
export type ListEvent = 'VALIDATE' | 'WITHDRAW';

/** Decisions on the cases of a wave, taken together: proposed by one person, validated by another. */
export interface DecisionList {
  readonly id: DecisionListId;
  readonly waveId: WaveId;
  readonly title: string;
  readonly status: ListStatus;
  readonly version: number;
  readonly proposed: Signature;
  readonly validated: Signature | null;
  readonly withdrawnAt: Temporal.Instant | null;
}

const NEXT: Readonly<Record<ListStatus, Readonly<Partial<Record<ListEvent, ListStatus>>>>> = {
  proposed: { VALIDATE: 'validated', WITHDRAW: 'withdrawn' },
  validated: {},
  withdrawn: {},
};

const ENDED: Readonly<Record<ListStatus, string>> = {
  proposed: 'Cette liste est encore une proposition.',
  validated: 'Cette liste a été validée : ses décisions sont prises.',
  withdrawn: 'Cette liste a été retirée : proposez-en une autre.',
};

/**
 * What becomes of a list.
 * @throws RefusedError `list-validated`, `list-withdrawn` when it is over
 */
export function nextStatus(status: ListStatus, event: ListEvent): ListStatus {
  const next = NEXT[status][event];
  if (next === undefined) throw new RefusedError(`list-${status}`, ENDED[status]);
  return next;
}

/**
 * Two persons, not two functions held by one.
 * @throws RefusedError `same-person`
 */
export function requireSecondPerson(proposer: PersonId, validator: PersonId): void {
  if (proposer === validator)
    throw new RefusedError(
      'same-person',
      'Vous avez proposé cette liste : une autre personne la valide, quelle que soit la fonction que vous exercez.',
    );
}

/**
 * A proposal is withdrawn by the person who made it, or by who holds that function since.
 * @throws ForbiddenError `not-the-proposer`
 */
export function requireProposer(proposed: Signature, by: Pick<Signature, 'seatId' | 'personId'>): void {
  if (proposed.personId !== by.personId && proposed.seatId !== by.seatId)
    throw new ForbiddenError('not-the-proposer', 'Seule la personne qui a proposé cette liste peut la retirer.');
}

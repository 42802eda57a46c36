import {
  ForbiddenError,
  RefusedError,
  type Branded,
  type PersonId,
  say,
  type SeatId,
  type WaveId,
} from '@rebond/kernel';

export type DecisionListId = Branded<string, 'DecisionListId'>;

/** Signature of an act: the function that acted, and the person who held it. */
export interface Signature {
  readonly seatId: SeatId;
  readonly personId: PersonId;
  /** Holder of the function, when the person signs by a dated delegation. */
  readonly onBehalfOf: PersonId | null;
  readonly at: Temporal.Instant;
}

export const LIST_STATUSES = ['proposed', 'validated', 'announced', 'withdrawn', 'cancelled'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];
export type ListEvent = 'DIFFER' | 'VALIDATE' | 'WITHDRAW' | 'SCHEDULE' | 'ANNOUNCE' | 'ASK_CANCELLATION' | 'CANCEL';

/** From 1, without a gap, in the lists of a call validated in a year. */
export interface DecisionNumber {
  readonly year: number;
  readonly n: number;
}

/** « 2023-004 », as letters and lists bear it. */
export const formatNumberOf = ({ year, n }: DecisionNumber): string => `${year}-${String(n).padStart(3, '0')}`;

/**
 * Decisions on the cases of a wave, taken together: proposed by one person, validated by another and frozen by that,
 * announced at once or later.
 */
export interface DecisionList {
  readonly id: DecisionListId;
  readonly waveId: WaveId;
  readonly title: string;
  readonly status: ListStatus;
  readonly version: number;
  /** Number of its lines, those included that a recusal hides from the reader. */
  readonly size: number;
  readonly proposed: Signature;
  readonly validated: Signature | null;
  readonly number: DecisionNumber | null;
  /** SHA-256 of the frozen content, in hexadecimal. */
  readonly contentHash: string | null;
  /** When it is to be announced; null when nobody has said so yet. */
  readonly announceAt: Temporal.Instant | null;
  readonly announcedAt: Temporal.Instant | null;
  readonly withdrawnAt: Temporal.Instant | null;
  /** When it was cancelled, frozen as it was: its number stays its own. */
  readonly cancelledAt: Temporal.Instant | null;
  /** Cancelled list that it was proposed from. */
  readonly replaces: DecisionListId | null;
}

interface Standing {
  readonly status: Exclude<ListStatus, 'withdrawn' | 'cancelled'>;
}
export type StandingList = DecisionList & Standing;

/** Neither taken back nor cancelled: what it says is, or may become, a decision. */
export const stands = <T extends Pick<DecisionList, 'status'>>(list: T): list is T & Standing =>
  list.status !== 'withdrawn' && list.status !== 'cancelled';

const NEXT: Readonly<Record<ListStatus, Readonly<Partial<Record<ListEvent, ListStatus>>>>> = {
  proposed: { DIFFER: 'proposed', VALIDATE: 'validated', WITHDRAW: 'withdrawn' },
  validated: { SCHEDULE: 'validated', ASK_CANCELLATION: 'validated', CANCEL: 'cancelled', ANNOUNCE: 'announced' },
  announced: {},
  withdrawn: {},
  cancelled: {},
};

const REFUSED: Readonly<Record<ListStatus, string>> = {
  proposed: say`Cette liste n’est qu’une proposition : une autre personne la valide d’abord.`,
  validated: say`Cette liste a été validée : son contenu est arrêté jusqu’à son annonce.`,
  announced: say`Cette liste a été annoncée : ses décisions sont prises.`,
  withdrawn: say`Cette liste a été retirée : proposez-en une autre.`,
  cancelled: say`Cette liste a été annulée avant son annonce : proposez-en une autre.`,
};

/**
 * What becomes of a list.
 * @throws RefusedError `list-proposed`, `list-validated`, `list-announced`, `list-withdrawn`, `list-cancelled`
 */
export function nextStatus(status: ListStatus, event: ListEvent): ListStatus {
  const next = NEXT[status][event];
  if (next === undefined) throw new RefusedError(`list-${status}`, REFUSED[status]);
  return next;
}

type Signatory = Pick<Signature, 'personId' | 'onBehalfOf'>;

/** Who acted, and in whose name. */
const peopleOf = ({ personId, onBehalfOf }: Signatory): readonly PersonId[] =>
  onBehalfOf === null ? [personId] : [personId, onBehalfOf];

/** Two persons, not two functions held by one, nor one function lent by its holder. */
export function isAnother(authors: readonly Signatory[], second: Signatory): boolean {
  const wrote = new Set(authors.flatMap(peopleOf));
  return !peopleOf(second).some((person) => wrote.has(person));
}

/**
 * Whoever proposed the list, or any difference to it, does not validate it, by oneself or by a delegation.
 * @throws RefusedError `same-person`
 */
export function requireSecondPerson(authors: readonly Signatory[], validator: Signatory): void {
  if (!isAnother(authors, validator))
    throw new RefusedError(
      'same-person',
      say`Vous avez proposé tout ou partie de cette liste, ou vous agissez pour qui l’a proposée : une autre personne la valide, quelle que soit la fonction que vous exercez.`,
    );
}

/**
 * Whoever has no part in a case of a list signs nothing of it: the lines that a recusal hides are missing.
 * @throws ForbiddenError `recused-from-list`
 */
export function requireWhole({ size }: Pick<DecisionList, 'size'>, lines: readonly unknown[]): void {
  if (lines.length < size) throw recusedFromList();
}

export const recusedFromList = (): ForbiddenError =>
  new ForbiddenError(
    'recused-from-list',
    say`Vous êtes déporté d’une candidature de cette liste : une autre personne la signe et l’annonce.`,
  );

/**
 * A proposal is withdrawn by the person who made it, or by who holds that function since.
 * @throws ForbiddenError `not-the-proposer`
 */
export function requireProposer(
  proposed: Pick<Signature, 'personId' | 'seatId'>,
  by: Pick<Signature, 'seatId' | 'personId'>,
): void {
  if (proposed.personId !== by.personId && proposed.seatId !== by.seatId)
    throw new ForbiddenError('not-the-proposer', say`Seule la personne qui a proposé cette liste peut la retirer.`);
}

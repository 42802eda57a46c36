import type { CandidacyId, OrganisationId, PersonId, SeatId, WaveId } from '@rebond/kernel';

/**
 * Who acts in a transaction, as row-level security sees them. Made by the identity room from a token or for
 * background work; no header names an actor.
 */
export interface Actor {
  readonly role: string;
  readonly personId: PersonId | null;
  readonly seatId: SeatId | null;
  /** Whose seat it is, when `personId` sits on it by a dated delegation: the journal says so. */
  readonly onBehalfOf?: PersonId | null | undefined;
  readonly organisationId: OrganisationId | null;
  /** Cases seen beside those of `cases`: none, those shared with the State by a deposit, or every one. */
  readonly reach: 'none' | 'shared' | 'everything';
  /** Cases that the organisation has access to, drafts included. */
  readonly cases: readonly CandidacyId[];
  /** Cases that a recusal hides, whatever else opens them. */
  readonly recused: readonly CandidacyId[];
  /** Waves of which totals are withheld: a case of theirs is hidden from this person, and nothing of them is announced. */
  readonly withheldWaves: readonly WaveId[];
  /** Waves of which some cases stay hidden until this person has declared their conflicts. */
  readonly undeclaredWaves: readonly WaveId[];
  /** Audit entries addressed to one of these audiences can be read. */
  readonly audiences: readonly string[];
  /** Transactions of this actor are READ ONLY. */
  readonly readOnly: boolean;
}

/** Background work: relay, reminders, seals. */
export const SYSTEM: Actor = {
  role: 'system',
  personId: null,
  seatId: null,
  organisationId: null,
  reach: 'everything',
  cases: [],
  recused: [],
  withheldWaves: [],
  undeclaredWaves: [],
  audiences: ['everyone', 'territory', 'state', 'thread'],
  readOnly: false,
};

export const ANONYMOUS: Actor = { ...SYSTEM, role: 'anonymous', reach: 'none', audiences: [], readOnly: true };

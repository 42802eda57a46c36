import type { CandidacyId, OrganisationId, PersonId, SeatId } from '@rebond/kernel';
import type { SeatRole } from '../../domain/roles.js';
import type { RecusalsRow } from '../recusals/recusals-of-actor.js';

/** How a person proved who they are. */
export type Means = 'demo' | 'link' | 'code' | 'totp' | 'recovery' | 'openid';

/** A seat that the person holds, or that somebody lends. */
export interface HeldSeat {
  readonly id: SeatId;
  readonly title: string;
  readonly organisation: string;
  /** Name of who lends it; null for a holder. */
  readonly onBehalfOf: string | null;
}

export interface SessionRow extends RecusalsRow {
  readonly session_id: string;
  readonly seen_at: Date;
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly organisation_id: OrganisationId;
  readonly role: SeatRole;
  readonly cases: readonly CandidacyId[];
  readonly person_name: string;
  readonly seats: readonly HeldSeat[];
  readonly on_behalf_of: PersonId | null;
}

/** One of a person's open sessions. */
export interface SessionLine {
  readonly id: string;
  readonly means: Means;
  readonly agent: string | null;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly is_this: boolean;
}

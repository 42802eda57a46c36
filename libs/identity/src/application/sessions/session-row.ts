import type { SeatId } from '@rebond/kernel';
import type { ActorRow } from '../actor-of-row.js';

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

export interface SessionRow extends ActorRow {
  readonly session_id: string;
  readonly seen_at: Date;
  readonly person_name: string;
  readonly seats: readonly HeldSeat[];
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

import type { CallDefinition } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import type { Credits } from '../../domain/session/decision.js';
import type { Session, SessionMember } from '../../domain/session/session.js';
import type { TakenDecision } from '../../infrastructure/session/decision-rows.js';
import type { AgendaItem, ItemRecusal } from '../../infrastructure/session/item-rows.js';

/** Everything of a session that its reader may be told. */
export interface SessionFacts {
  readonly session: Session;
  /** Session without quorum that it was convened after. */
  readonly follows: Session | null;
  readonly definition: CallDefinition;
  readonly members: readonly SessionMember[];
  readonly items: readonly AgendaItem[];
  readonly territories: ReadonlyMap<CandidacyId, string>;
  readonly recusals: readonly Pick<ItemRecusal, 'itemId' | 'seatId' | 'personId'>[];
  readonly decisions: readonly TakenDecision[];
}

/** Credits of the call during a session. */
export interface SessionCredits {
  /** What the frozen lists leave of them, its own apart. */
  readonly before: Credits;
  /** Sum of the session's provisional selections. */
  readonly provisional: Credits;
  readonly left: Credits;
  /** What is assumed of a case that nothing was decided of. */
  readonly assumed: Credits;
  /** Cases by their score, with what would be left were each selected that is not decided of. */
  readonly ranking: readonly { readonly candidacyId: CandidacyId; readonly leftAfter: Credits }[];
}

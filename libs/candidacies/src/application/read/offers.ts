import { scopeOf, type Action, type Role } from '@rebond/identity';
import { eventsForPeople } from '../../domain/decide.js';
import type { EventName } from '../../domain/events.js';
import type { CaseState } from '../../domain/machine.js';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** An act that the portal has a page for. */
export type Offer =
  | 'edit'
  | 'deposit'
  | 'amend'
  | 'answer-completion'
  | 'provide-piece'
  | 'ask-approval'
  | 'assess'
  | 'request-completion'
  | 'redeposit'
  | 'withdraw'
  | 'abandon'
  | 'close';

export interface OfferFacts {
  readonly cutoffAt: Temporal.Instant;
  readonly now: Temporal.Instant;
  readonly piecesOwed: number;
  /** Who acts is not the head of a member EPCI, whose lead alone binds the territory. */
  readonly mayLead: boolean;
}

interface Rule {
  readonly offer: Offer;
  readonly action: Action;
  /** What the lead alone does among the heads of the perimeter's EPCI. */
  readonly leadOnly?: true;
  /** The event that it brings; the machine says in which states. */
  readonly event?: EventName;
  readonly when?: (candidacy: Pick<Candidacy, 'state' | 'context'>, facts: OfferFacts) => boolean;
}

const isOpen = (_: unknown, { now, cutoffAt }: OfferFacts): boolean => Temporal.Instant.compare(now, cutoffAt) < 0;

const ENDED: ReadonlySet<CaseState> = new Set(['rejected', 'expired', 'withdrawn', 'inadmissible']);

/** In the order in which they are shown: what is most expected of the reader first, what ends the case last. */
const RULES: readonly Rule[] = [
  { offer: 'answer-completion', action: 'candidacy.answer-completion', event: 'ANSWER_COMPLETION' },
  {
    offer: 'provide-piece',
    action: 'candidacy.provide-piece',
    event: 'PROVIDE_PIECE',
    when: (_, { piecesOwed }) => piecesOwed > 0,
  },
  { offer: 'edit', action: 'candidacy.edit', when: ({ state }, facts) => state === 'draft' && isOpen(null, facts) },
  {
    offer: 'deposit',
    action: 'candidacy.deposit',
    leadOnly: true,
    event: 'DEPOSIT',
    when: ({ state }, facts) => state === 'draft' && isOpen(null, facts),
  },
  {
    offer: 'amend',
    action: 'candidacy.deposit',
    leadOnly: true,
    event: 'DEPOSIT',
    when: ({ state }, facts) => state === 'submitted' && isOpen(null, facts),
  },
  {
    offer: 'ask-approval',
    action: 'approval.ask',
    when: ({ state }, facts) => state === 'draft' && isOpen(null, facts),
  },
  {
    offer: 'assess',
    action: 'candidacy.assess-admissibility',
    event: 'ADMIT',
    when: ({ context }) => context.admissibility === 'pending',
  },
  { offer: 'request-completion', action: 'candidacy.request-completion', event: 'REQUEST_COMPLETION' },
  {
    offer: 'redeposit',
    action: 'candidacy.redeposit',
    leadOnly: true,
    when: ({ state, context }) => ENDED.has(state) || (state === 'waitlisted' && context.nextWaveId !== null),
  },
  { offer: 'close', action: 'candidacy.close', event: 'CLOSE' },
  { offer: 'withdraw', action: 'candidacy.withdraw', leadOnly: true, event: 'WITHDRAW' },
  { offer: 'abandon', action: 'candidacy.abandon', leadOnly: true, event: 'ABANDON' },
];

/** What this reader may do with the case now: nothing that the policy or the state would refuse. */
export function offersFor(
  role: Role,
  candidacy: Pick<Candidacy, 'state' | 'context'>,
  facts: OfferFacts,
): readonly Offer[] {
  const events = eventsForPeople(candidacy.state);
  return RULES.filter(
    ({ action, leadOnly, event, when }) =>
      scopeOf(role, action) !== null &&
      (leadOnly === undefined || facts.mayLead) &&
      (event === undefined || events.includes(event)) &&
      (when === undefined || when(candidacy, facts)),
  ).map(({ offer }) => offer);
}

import { transition } from 'xstate';
import { RefusedError, said, say } from '@rebond/kernel';
import { EVENTS, type CaseEvent, type EventName } from './events.js';
import { GUARDS, type CaseContext } from './guards.js';
import { branches, candidacyMachine, type CaseState } from './machine.js';

const STATE_NAMES: Readonly<Record<CaseState, string>> = {
  draft: say`en brouillon`,
  submitted: say`déposée`,
  incomplete: say`en attente de compléments`,
  inadmissible: say`irrecevable`,
  waitlisted: say`sur liste d'attente`,
  selected: say`retenue`,
  rejected: say`rejetée`,
  withdrawn: say`retirée`,
  expired: say`expirée`,
  engineering: say`en ingénierie`,
  funded: say`en phase d'investissement`,
  closed: say`close`,
  abandoned: say`abandonnée`,
};

const EVENT_NAMES: Readonly<Record<EventName, string>> = {
  DEPOSIT: say`le dépôt`,
  CHANGE_PERIMETER: say`un changement de périmètre`,
  EXPIRE: say`l'expiration`,
  WITHDRAW: say`le retrait`,
  REQUEST_COMPLETION: say`une demande de complément`,
  ANSWER_COMPLETION: say`la réponse à une demande de complément`,
  CANCEL_COMPLETION: say`l'annulation d'une demande de complément`,
  PROVIDE_PIECE: say`la remise d'une pièce due`,
  ADMIT: say`la recevabilité`,
  DECLARE_INADMISSIBLE: say`l'irrecevabilité`,
  SELECT: say`la sélection`,
  WAITLIST: say`l'inscription sur liste d'attente`,
  REJECT: say`le rejet`,
  RECONSIDER: say`une reconsidération`,
  LAPSE: say`le rejet implicite`,
  ENGAGE: say`l'engagement de l'ingénierie`,
  FUND: say`le passage en investissement`,
  CLOSE: say`la clôture`,
  ABANDON: say`l'abandon`,
};

export const stateName = (state: CaseState): string => said(STATE_NAMES[state]);

export interface Decision {
  readonly state: CaseState;
  readonly context: CaseContext;
  /** Kinds of the outbox messages to leave, in order. */
  readonly tells: readonly string[];
}

/** The reason when a state knows nothing of an event, whatever its facts; null when it knows it. */
function unknownHere(state: CaseState, event: EventName): { code: string; reason: string } | null {
  if (branches(state, event).length > 0) return null;
  return {
    code: 'illegal-event',
    reason: say`Une candidature ${stateName(state)} n'admet pas ${said(EVENT_NAMES[event])}.`,
  };
}

/** For a verb that gathers facts before it asks the machine. @throws RefusedError `illegal-event` */
export function requireKnown(state: CaseState, event: EventName): void {
  const refused = unknownHere(state, event);
  if (refused) throw new RefusedError(refused.code, refused.reason, [], { state, event });
}

/** Why an event is refused in a state: a stable code and a French reason; null when it is legal. */
export function refusal(
  state: CaseState,
  context: CaseContext,
  event: CaseEvent,
): { code: string; reason: string } | null {
  const unknown = unknownHere(state, event.type);
  if (unknown) return unknown;
  const failing = branches(state, event.type).map((names) => names.find((name) => !GUARDS[name].test(context, event)));
  const [first] = failing;
  if (first === undefined || failing.includes(undefined)) return null;
  return { code: first, reason: GUARDS[first].reason };
}

/**
 * Asks the machine: may this happen, and what comes of it?
 * @throws RefusedError with the code and the reason of the first guard that says no
 */
export function decide(state: CaseState, context: CaseContext, event: CaseEvent): Decision {
  const refused = refusal(state, context, event);
  if (refused) throw new RefusedError(refused.code, refused.reason, [], { state, event: event.type });
  const [next, effects] = transition(candidacyMachine, candidacyMachine.resolveState({ value: state, context }), event);
  return {
    state: next.value,
    context: next.context,
    tells: effects.filter((effect) => effect.type === 'tell').map((effect) => (effect.params as { kind: string }).kind),
  };
}

/** Events that only a date brings, never a person. */
const BROUGHT_BY_DATES: ReadonlySet<EventName> = new Set(['EXPIRE', 'LAPSE']);

/** Events that people may bring to a state. */
export const eventsForPeople = (state: CaseState): readonly EventName[] =>
  legalEvents(state).filter((event) => !BROUGHT_BY_DATES.has(event));

/** Events that a state knows; their guards are asked when they come. */
export const legalEvents = (state: CaseState): readonly EventName[] =>
  EVENTS.filter((event) => branches(state, event).length > 0);

import { assign, setup } from 'xstate';
import type { CaseEvent, EventName } from './events.js';
import { GUARDS, type CaseContext, type GuardName } from './guards.js';

export const STATES = [
  'draft',
  'submitted',
  'incomplete',
  'inadmissible',
  'waitlisted',
  'selected',
  'rejected',
  'withdrawn',
  'expired',
  'engineering',
  'funded',
  'closed',
  'abandoned',
] as const;
export type CaseState = (typeof STATES)[number];

/** Candidates that a later cut-off concerns: with a draft, in time or not, or with a deposit that waits. */
export const TOLD_OF_PROLONGATION: readonly CaseState[] = ['draft', 'submitted', 'incomplete', 'expired'];

/** All the guards of a transition, in the order in which their reasons are given. */
const when = (...of: readonly GuardName[]) => ({ type: 'allOf', params: { of } }) as const;
/** The outbox message that a transition leaves. */
const tell = (kind: `candidacy.${string}`) => ({ type: 'tell', params: { kind } }) as const;

/**
 * The one machine of a candidacy, for every call (DESIGN §2). It only says what is legal: no actors, no timers.
 * `submitted → selected → engineering → funded → closed`; a definition may switch the engineering phase off.
 */
export const candidacyMachine = setup({
  types: {
    context: {} as CaseContext,
    events: {} as CaseEvent,
    input: {} as CaseContext,
  },
  guards: {
    allOf: ({ context, event }, { of }: { of: readonly GuardName[] }) =>
      of.every((name) => GUARDS[name].test(context, event)),
  },
  actions: {
    tell: (_, _params: { kind: `candidacy.${string}` }) => undefined,
    admit: assign({ admissibility: 'admissible' }),
    declareInadmissible: assign({ admissibility: 'inadmissible' }),
    rejectExpressly: assign({ rejection: 'express' }),
    rejectBySilence: assign({ rejection: 'implicit' }),
    forgetRejection: assign({ rejection: null }),
    reopenAdmissibility: assign({ admissibility: 'pending' }),
    defer: assign({ nextWaveId: ({ event }) => (event.type === 'WAITLIST' ? event.facts.nextWave : null) }),
  },
}).createMachine({
  id: 'candidacy',
  context: ({ input }) => input,
  initial: 'draft',
  states: {
    draft: {
      on: {
        DEPOSIT: {
          target: 'submitted',
          guard: when('theWaveIsOpen', 'receivedBeforeCutoff', 'firstDepositOfTheLead', 'nothingBlockingIsMissing'),
          actions: tell('candidacy.deposited'),
        },
        CHANGE_PERIMETER: { guard: when('perimeterStillOpen'), actions: tell('candidacy.perimeter-changed') },
        EXPIRE: { target: 'expired', guard: when('cutoffHasPassed'), actions: tell('candidacy.expired') },
      },
    },
    submitted: {
      on: {
        // Until the cut-off a deposit may be amended: the last valid one stands.
        DEPOSIT: {
          target: 'submitted',
          guard: when('receivedBeforeCutoff', 'nothingBlockingIsMissing'),
          actions: tell('candidacy.amended'),
        },
        // The last valid deposit stands with its own perimeter: the next one brings the change.
        CHANGE_PERIMETER: { guard: when('perimeterStillOpen'), actions: tell('candidacy.perimeter-prepared') },
        WITHDRAW: { target: 'withdrawn', actions: tell('candidacy.withdrawn') },
        REQUEST_COMPLETION: {
          target: 'incomplete',
          guard: when('deadlineIsAhead'),
          actions: tell('candidacy.completion-requested'),
        },
        PROVIDE_PIECE: { actions: tell('candidacy.piece-provided') },
        ADMIT: { actions: ['admit', tell('candidacy.admitted')] },
        DECLARE_INADMISSIBLE: {
          target: 'inadmissible',
          actions: ['declareInadmissible', tell('candidacy.declared-inadmissible')],
        },
        SELECT: {
          target: 'selected',
          guard: when('twoPersonsDecided', 'isAdmissible'),
          actions: tell('candidacy.selected'),
        },
        WAITLIST: {
          target: 'waitlisted',
          guard: when('twoPersonsDecided', 'isAdmissible'),
          actions: ['defer', tell('candidacy.waitlisted')],
        },
        REJECT: {
          target: 'rejected',
          guard: when('twoPersonsDecided'),
          actions: ['rejectExpressly', tell('candidacy.rejected')],
        },
        LAPSE: {
          target: 'rejected',
          guard: when('legalDateHasPassed'),
          actions: ['rejectBySilence', tell('candidacy.lapsed')],
        },
      },
    },
    incomplete: {
      on: {
        WITHDRAW: { target: 'withdrawn', actions: tell('candidacy.withdrawn') },
        REQUEST_COMPLETION: { guard: when('deadlineIsAhead'), actions: tell('candidacy.completion-requested') },
        ANSWER_COMPLETION: [
          { guard: when('othersStillOpen'), actions: tell('candidacy.completion-answered') },
          { target: 'submitted', actions: tell('candidacy.completed') },
        ],
        CANCEL_COMPLETION: [
          { guard: when('othersStillOpen'), actions: tell('candidacy.completion-cancelled') },
          { target: 'submitted', actions: tell('candidacy.completion-cancelled') },
        ],
        PROVIDE_PIECE: { actions: tell('candidacy.piece-provided') },
        DECLARE_INADMISSIBLE: {
          target: 'inadmissible',
          actions: ['declareInadmissible', tell('candidacy.declared-inadmissible')],
        },
        REJECT: {
          target: 'rejected',
          guard: when('twoPersonsDecided'),
          actions: ['rejectExpressly', tell('candidacy.rejected')],
        },
        // The delay given is over and nothing came: the clock ran on (CRPA L114-5), and silence rejects as it would have.
        LAPSE: {
          target: 'rejected',
          guard: when('legalDateHasPassed'),
          actions: ['rejectBySilence', tell('candidacy.lapsed')],
        },
      },
    },
    // An appeal that is upheld withdraws the decision: the case is judged anew, from where that decision was taken.
    inadmissible: {
      on: { RECONSIDER: { target: 'submitted', actions: ['reopenAdmissibility', tell('candidacy.reconsidered')] } },
    },
    waitlisted: {
      on: {
        WITHDRAW: { target: 'withdrawn', actions: tell('candidacy.withdrawn') },
        PROVIDE_PIECE: { actions: tell('candidacy.piece-provided') },
        SELECT: {
          target: 'selected',
          guard: when('twoPersonsDecided', 'isAdmissible'),
          actions: tell('candidacy.selected'),
        },
        REJECT: {
          target: 'rejected',
          guard: when('twoPersonsDecided'),
          actions: ['rejectExpressly', tell('candidacy.rejected')],
        },
        LAPSE: {
          target: 'rejected',
          guard: when('legalDateHasPassed'),
          actions: ['rejectBySilence', tell('candidacy.lapsed')],
        },
      },
    },
    selected: {
      on: {
        PROVIDE_PIECE: { actions: tell('candidacy.piece-provided') },
        ENGAGE: {
          target: 'engineering',
          guard: when('callHasEngineering', 'firmsAreEngaged'),
          actions: tell('candidacy.engaged'),
        },
        FUND: {
          target: 'funded',
          guard: when('callHasNoEngineering', 'anAgreementIsSigned'),
          actions: tell('candidacy.funded'),
        },
        ABANDON: { target: 'abandoned', actions: tell('candidacy.abandoned') },
      },
    },
    // A late express selection of a case that silence had rejected stays legal.
    rejected: {
      on: {
        SELECT: {
          target: 'selected',
          guard: when('rejectedBySilence', 'twoPersonsDecided', 'isAdmissible'),
          actions: ['forgetRejection', tell('candidacy.selected')],
        },
        RECONSIDER: { target: 'submitted', actions: ['forgetRejection', tell('candidacy.reconsidered')] },
      },
    },
    withdrawn: {},
    expired: {},
    engineering: {
      on: {
        PROVIDE_PIECE: { actions: tell('candidacy.piece-provided') },
        FUND: {
          target: 'funded',
          guard: when('closingCommitteeWasHeld', 'anAgreementIsSigned'),
          actions: tell('candidacy.funded'),
        },
        ABANDON: { target: 'abandoned', actions: tell('candidacy.abandoned') },
      },
    },
    funded: {
      on: {
        CLOSE: { target: 'closed', actions: tell('candidacy.closed') },
        ABANDON: { target: 'abandoned', actions: tell('candidacy.abandoned') },
      },
    },
    closed: {},
    abandoned: {},
  },
});

/** Guards of the transitions of an event in a state, one list per branch; none when the event is illegal there. */
export function branches(state: CaseState, event: EventName): readonly (readonly GuardName[])[] {
  const node = candidacyMachine.states[state];
  const transitions = (node?.transitions.get(event) ?? []) as readonly { guard?: unknown }[];
  return transitions.map(
    (one) => (one.guard as { params?: { of: readonly GuardName[] } } | undefined)?.params?.of ?? [],
  );
}

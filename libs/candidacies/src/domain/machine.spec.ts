import { getShortestPaths } from 'xstate/graph';
import { RefusedError } from '@rebond/kernel';
import { decide, legalEvents, refusal, stateName } from './decide.js';
import { EVENTS, type CaseEvent, type EventName } from './events.js';
import { GUARDS, type CaseContext, type GuardName } from './guards.js';
import { branches, candidacyMachine, STATES, type CaseState } from './machine.js';

const ID = '018f0000-0000-7000-8000-000000000001';
const OTHER = '018f0000-0000-7000-8000-000000000002';
const NOON = '2023-02-01T11:00:00Z';
const BEFORE = '2023-02-01T10:59:59.999Z';
const OPENING = '2022-10-01T10:00:00Z';

const CONTEXT: CaseContext = { engineering: true, admissibility: 'admissible', rejection: null, nextWaveId: null };
const LATE: CaseContext = { ...CONTEXT, rejection: 'implicit' };

/** One event of each kind with facts that no guard refuses, for a call with engineering. */
const FAVOURABLE: { [Name in EventName]: Extract<CaseEvent, { type: Name }> } = {
  DEPOSIT: {
    type: 'DEPOSIT',
    facts: {
      receivedAt: BEFORE,
      cutoffAt: NOON,
      opensAt: OPENING,
      blockingMissing: 0,
      firstDeposit: null,
      digest: 'd',
      piecesOwed: 1,
    },
  },
  CHANGE_PERIMETER: {
    type: 'CHANGE_PERIMETER',
    facts: {
      now: BEFORE,
      cutoffAt: NOON,
      perimeter: ['200066918'],
      departement: '30',
      regions: ['76'],
      joined: [],
      left: ['200030633'],
    },
  },
  EXPIRE: { type: 'EXPIRE', facts: { now: NOON, cutoffAt: NOON } },
  WITHDRAW: { type: 'WITHDRAW', facts: {} },
  REQUEST_COMPLETION: { type: 'REQUEST_COMPLETION', facts: { request: ID, dueAt: NOON, now: BEFORE } },
  ANSWER_COMPLETION: { type: 'ANSWER_COMPLETION', facts: { request: ID, stillOpen: 0 } },
  CANCEL_COMPLETION: { type: 'CANCEL_COMPLETION', facts: { request: ID, stillOpen: 0 } },
  PROVIDE_PIECE: {
    type: 'PROVIDE_PIECE',
    facts: { field: 'deliberation', siren: '200066918', document: ID, stillOwed: 0 },
  },
  ADMIT: { type: 'ADMIT', facts: {} },
  DECLARE_INADMISSIBLE: { type: 'DECLARE_INADMISSIBLE', facts: { reasons: 1 } },
  SELECT: { type: 'SELECT', facts: { list: ID, proposedBy: ID, validatedBy: OTHER } },
  WAITLIST: { type: 'WAITLIST', facts: { list: ID, proposedBy: ID, validatedBy: OTHER, nextWave: OTHER } },
  REJECT: { type: 'REJECT', facts: { list: ID, proposedBy: ID, validatedBy: OTHER } },
  RECONSIDER: { type: 'RECONSIDER', facts: { appeal: ID } },
  LAPSE: { type: 'LAPSE', facts: { now: NOON, implicitRejectionAt: NOON } },
  ENGAGE: { type: 'ENGAGE', facts: { firms: 1, personDays: 100 } },
  FUND: { type: 'FUND', facts: { closingCommitteeHeld: true, agreementsSigned: 1 } },
  CLOSE: { type: 'CLOSE', facts: {} },
  ABANDON: { type: 'ABANDON', facts: {} },
};

const COLUMNS: readonly EventName[] = [
  'DEPOSIT', 'CHANGE_PERIMETER', 'EXPIRE', 'WITHDRAW', 'REQUEST_COMPLETION', 'ANSWER_COMPLETION', 'CANCEL_COMPLETION',
  'PROVIDE_PIECE', 'ADMIT', 'DECLARE_INADMISSIBLE', 'SELECT', 'WAITLIST', 'REJECT', 'LAPSE', 'ENGAGE', 'FUND', 'CLOSE',
  'ABANDON', 'RECONSIDER',
]; // prettier-ignore

const _ = 'illegal-event';

/**
 * The whole table: where each event leads from each state when its facts are favourable and the call has an
 * engineering phase; `_` where the state does not know the event; otherwise the guard that refuses.
 */
// prettier-ignore
const TABLE: Readonly<Record<CaseState, readonly string[]>> = {
  //             DEPOSIT      PERIMETER    EXPIRE     WITHDRAW     REQUEST       ANSWER       CANCEL       PIECE         ADMIT        INADMISSIBLE    SELECT               WAITLIST      REJECT      LAPSE       ENGAGE         FUND                    CLOSE     ABANDON      RECONSIDER
  draft:        ['submitted', 'draft',     'expired', _,           _,            _,           _,           _,            _,           _,              _,                   _,            _,          _,          _,             _,                      _,        _,           _],
  submitted:    ['submitted', 'submitted', _,         'withdrawn', 'incomplete', _,           _,           'submitted',  'submitted', 'inadmissible', 'selected',          'waitlisted', 'rejected', 'rejected', _,             _,                      _,        _,           _],
  incomplete:   [_,           _,           _,         'withdrawn', 'incomplete', 'submitted', 'submitted', 'incomplete', _,           'inadmissible', _,                   _,            'rejected', 'rejected', _,             _,                      _,        _,           _],
  inadmissible: [_,           _,           _,         _,           _,            _,           _,           _,            _,           _,              _,                   _,            _,          _,          _,             _,                      _,        _,           'submitted'],
  waitlisted:   [_,           _,           _,         'withdrawn', _,            _,           _,           'waitlisted', _,           _,              'selected',          _,            'rejected', 'rejected', _,             _,                      _,        _,           _],
  selected:     [_,           _,           _,         _,           _,            _,           _,           'selected',   _,           _,              _,                   _,            _,          _,          'engineering', 'callHasNoEngineering', _,        'abandoned', _],
  rejected:     [_,           _,           _,         _,           _,            _,           _,           _,            _,           _,              'rejectedBySilence', _,            _,          _,          _,             _,                      _,        _,           'submitted'],
  withdrawn:    [_,           _,           _,         _,           _,            _,           _,           _,            _,           _,              _,                   _,            _,          _,          _,             _,                      _,        _,           _],
  expired:      [_,           _,           _,         _,           _,            _,           _,           _,            _,           _,              _,                   _,            _,          _,          _,             _,                      _,        _,           _],
  engineering:  [_,           _,           _,         _,           _,            _,           _,           'engineering', _,          _,              _,                   _,            _,          _,          _,             'funded',               _,        'abandoned', _],
  funded:       [_,           _,           _,         _,           _,            _,           _,           _,            _,           _,              _,                   _,            _,          _,          _,             _,                      'closed', 'abandoned', _],
  closed:       [_,           _,           _,         _,           _,            _,           _,           _,            _,           _,              _,                   _,            _,          _,          _,             _,                      _,        _,           _],
  abandoned:    [_,           _,           _,         _,           _,            _,           _,           _,            _,           _,              _,                   _,            _,          _,          _,             _,                      _,        _,           _],
};

/** How a refusal names the state and the event to the person. */
const STATE_WORDS: Readonly<Record<CaseState, string>> = {
  draft: 'en brouillon',
  submitted: 'déposée',
  incomplete: 'en attente de compléments',
  inadmissible: 'irrecevable',
  waitlisted: "sur liste d'attente",
  selected: 'retenue',
  rejected: 'rejetée',
  withdrawn: 'retirée',
  expired: 'expirée',
  engineering: 'en ingénierie',
  funded: "en phase d'investissement",
  closed: 'close',
  abandoned: 'abandonnée',
};
const EVENT_WORDS: Readonly<Record<EventName, string>> = {
  DEPOSIT: 'le dépôt',
  CHANGE_PERIMETER: 'un changement de périmètre',
  EXPIRE: "l'expiration",
  WITHDRAW: 'le retrait',
  REQUEST_COMPLETION: 'une demande de complément',
  ANSWER_COMPLETION: 'la réponse à une demande de complément',
  CANCEL_COMPLETION: "l'annulation d'une demande de complément",
  PROVIDE_PIECE: "la remise d'une pièce due",
  ADMIT: 'la recevabilité',
  DECLARE_INADMISSIBLE: "l'irrecevabilité",
  SELECT: 'la sélection',
  WAITLIST: "l'inscription sur liste d'attente",
  REJECT: 'le rejet',
  RECONSIDER: 'une reconsidération',
  LAPSE: 'le rejet implicite',
  ENGAGE: "l'engagement de l'ingénierie",
  FUND: 'le passage en investissement',
  CLOSE: 'la clôture',
  ABANDON: "l'abandon",
};

function outcome(state: CaseState, context: CaseContext, event: CaseEvent): { to: string; reason: string | null } {
  try {
    return { to: decide(state, context, event).state, reason: null };
  } catch (error) {
    if (error instanceof RefusedError) return { to: error.code, reason: error.message };
    throw error;
  }
}

it('the table has a column for every event and a row for every state', () => {
  expect([...COLUMNS].sort()).toEqual([...EVENTS].sort());
  expect(Object.keys(TABLE).sort()).toEqual([...STATES].sort());
});

describe.each(STATES)('from %s', (state) => {
  it.each(COLUMNS.map((event, i) => [event, TABLE[state][i] ?? 'missing'] as const))(
    '%s gives %s',
    (event, expected) => {
      const { to, reason } = outcome(state, CONTEXT, FAVOURABLE[event]);
      expect(to).toBe(expected);
      if (expected === _)
        expect(reason).toBe(`Une candidature ${STATE_WORDS[state]} n'admet pas ${EVENT_WORDS[event]}.`);
      else if (expected in GUARDS) expect(reason).toBe(GUARDS[expected as GuardName].reason);
      else expect(reason).toBeNull();
    },
  );
});

type Facts<Name extends EventName> = Partial<Extract<CaseEvent, { type: Name }>['facts']>;
const but = <Name extends EventName>(event: Name, facts: Facts<Name>): CaseEvent =>
  ({ type: event, facts: { ...FAVOURABLE[event].facts, ...facts } }) as CaseEvent;
const with_ = (changes: Partial<CaseContext>): CaseContext => ({ ...CONTEXT, ...changes });

/** Every guard, refusing: the state, what is unfavourable, the code and the sentence that the person reads. */
const REFUSALS: readonly (readonly [CaseState, CaseContext, CaseEvent, string, string])[] = [
  ['draft', CONTEXT, but('DEPOSIT', { opensAt: NOON }), 'theWaveIsOpen', "La relève n'est pas encore ouverte."],
  [
    'draft',
    CONTEXT,
    but('DEPOSIT', { receivedAt: NOON }),
    'receivedBeforeCutoff',
    "La date limite est passée : le dépôt est arrivé à l'instant limite ou après.",
  ],
  [
    'submitted',
    CONTEXT,
    but('DEPOSIT', { receivedAt: NOON }),
    'receivedBeforeCutoff',
    "La date limite est passée : le dépôt est arrivé à l'instant limite ou après.",
  ],
  [
    'draft',
    CONTEXT,
    but('DEPOSIT', { firstDeposit: OTHER }),
    'firstDepositOfTheLead',
    'Ce chef de file a déjà déposé une candidature dans cette relève.',
  ],
  [
    'draft',
    CONTEXT,
    but('DEPOSIT', { blockingMissing: 3 }),
    'nothingBlockingIsMissing',
    'Des éléments indispensables au dépôt manquent.',
  ],
  ...(['draft', 'submitted'] as const).map(
    (state) =>
      [
        state,
        CONTEXT,
        but('CHANGE_PERIMETER', { now: NOON }),
        'perimeterStillOpen',
        'La date limite est passée : le périmètre ne change plus.',
      ] as const,
  ),
  ['draft', CONTEXT, but('EXPIRE', { now: BEFORE }), 'cutoffHasPassed', "La date limite n'est pas passée."],
  [
    'submitted',
    CONTEXT,
    but('REQUEST_COMPLETION', { now: NOON }),
    'deadlineIsAhead',
    "L'échéance demandée est déjà passée.",
  ],
  ...(['SELECT', 'WAITLIST', 'REJECT'] as const).map(
    (event) =>
      [
        'submitted',
        CONTEXT,
        but(event, { validatedBy: ID }),
        'twoPersonsDecided',
        'La personne qui valide une décision ne peut pas être celle qui la propose.',
      ] as const,
  ),
  ...(['SELECT', 'WAITLIST'] as const).map(
    (event) =>
      [
        'submitted',
        with_({ admissibility: 'pending' }),
        FAVOURABLE[event],
        'isAdmissible',
        "La recevabilité de la candidature n'a pas été prononcée.",
      ] as const,
  ),
  [
    'rejected',
    with_({ rejection: 'express' }),
    FAVOURABLE.SELECT,
    'rejectedBySilence',
    'Un rejet exprès ne se change pas en sélection : le territoire dépose une nouvelle candidature.',
  ],
  [
    'submitted',
    CONTEXT,
    but('LAPSE', { implicitRejectionAt: null }),
    'legalDateHasPassed',
    "La date de rejet implicite n'est pas atteinte.",
  ],
  [
    'waitlisted',
    CONTEXT,
    but('LAPSE', { now: BEFORE }),
    'legalDateHasPassed',
    "La date de rejet implicite n'est pas atteinte.",
  ],
  [
    'selected',
    with_({ engineering: false }),
    FAVOURABLE.ENGAGE,
    'callHasEngineering',
    "Cet appel ne comporte pas de phase d'ingénierie.",
  ],
  [
    'selected',
    CONTEXT,
    but('ENGAGE', { personDays: 0 }),
    'firmsAreEngaged',
    'Une mission engage au moins un cabinet et un volume de jours-hommes.',
  ],
  [
    'selected',
    CONTEXT,
    FAVOURABLE.FUND,
    'callHasNoEngineering',
    "L'ingénierie de ce territoire n'a pas encore été engagée.",
  ],
  [
    'engineering',
    CONTEXT,
    but('FUND', { closingCommitteeHeld: false }),
    'closingCommitteeWasHeld',
    "Le comité de pilotage de clôture de l'ingénierie ne s'est pas tenu.",
  ],
  [
    'engineering',
    CONTEXT,
    but('FUND', { agreementsSigned: 0 }),
    'anAgreementIsSigned',
    "Aucune convention attributive n'est signée.",
  ],
];

describe('refusals and their reasons', () => {
  it.each(REFUSALS)('%s, %j, %j: %s', (state, context, event, code, reason) => {
    expect(refusal(state, context, event)).toEqual({ code, reason });
    expect(() => decide(state, context, event)).toThrow(new RefusedError(code, reason));
  });

  it('every guard that a transition names is seen refusing', () => {
    const named = new Set(STATES.flatMap((state) => EVENTS.flatMap((event) => branches(state, event).flat())));
    // It only chooses between two branches of one event, the second of which asks nothing.
    named.delete('othersStillOpen');
    expect([...named].sort()).toEqual([...new Set(REFUSALS.map(([, , , code]) => code))].sort());
  });
});

it('while another completion request is open the case stays incomplete', () => {
  expect(decide('incomplete', CONTEXT, but('ANSWER_COMPLETION', { stillOpen: 1 })).state).toBe('incomplete');
  expect(decide('incomplete', CONTEXT, but('CANCEL_COMPLETION', { stillOpen: 2 })).state).toBe('incomplete');
});

it('a late express selection of a case rejected by silence stays legal and forgets the rejection', () => {
  expect(decide('rejected', LATE, FAVOURABLE.SELECT)).toMatchObject({
    state: 'selected',
    context: { rejection: null },
  });
});

it('an appeal that is upheld brings a rejected case back to its examination, with its admissibility', () => {
  expect(decide('rejected', with_({ rejection: 'express' }), FAVOURABLE.RECONSIDER)).toEqual({
    state: 'submitted',
    context: CONTEXT,
    tells: ['candidacy.reconsidered'],
  });
});

it('an inadmissibility that is withdrawn is to be judged again', () => {
  expect(decide('inadmissible', with_({ admissibility: 'inadmissible' }), FAVOURABLE.RECONSIDER)).toMatchObject({
    state: 'submitted',
    context: { admissibility: 'pending', rejection: null },
  });
});

it('a call without engineering goes from selected to funded', () => {
  expect(decide('selected', with_({ engineering: false }), FAVOURABLE.FUND).state).toBe('funded');
});

it('every legal transition leaves exactly one message', () => {
  for (const state of STATES)
    for (const event of legalEvents(state)) {
      const context = state === 'rejected' ? LATE : with_({ engineering: !(state === 'selected' && event === 'FUND') });
      expect(decide(state, context, FAVOURABLE[event]).tells).toHaveLength(1);
    }
});

it('every state is reached by a path of events', () => {
  const paths = getShortestPaths(candidacyMachine, {
    input: with_({ admissibility: 'pending' }),
    events: Object.values(FAVOURABLE),
  });
  expect(new Set(paths.map((path) => path.state.value))).toEqual(new Set(STATES));
});

it('names every state in French', () => {
  expect(STATES.map(stateName)).toEqual(STATES.map((state) => STATE_WORDS[state]));
});

import type { Role } from '@rebond/identity';
import type { CaseContext } from '../../domain/guards.js';
import { STATES, type CaseState } from '../../domain/machine.js';
import { nextStep, type NextStep } from './next-step.js';
import { offersFor, type Offer } from './offers.js';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const CUTOFF = at('2023-02-01T11:00:00Z');
const LEGAL = at('2023-10-01T22:00:00Z');
const DUE = at('2023-03-01T23:00:00Z');

const context = (more: Partial<CaseContext> = {}): CaseContext => ({
  engineering: true,
  admissibility: 'pending',
  rejection: null,
  nextWaveId: null,
  ...more,
});
const next = (state: CaseState, more: Partial<CaseContext> = {}): NextStep =>
  nextStep({ state, context: context(more), implicitRejectionAt: LEGAL }, { cutoffAt: CUTOFF, completionDueAt: DUE });

describe('what a case waits for', () => {
  it.each([
    ['a draft, for its deposit by the territory before the cut-off', next('draft'), 'deposit', 'territory', CUTOFF],
    ['a deposited case, for the desk before silence rejects it', next('submitted'), 'assess', 'desk', LEGAL],
    [
      'an admissible one, for the decision',
      next('submitted', { admissibility: 'admissible' }),
      'decide',
      'programme',
      LEGAL,
    ],
    ['an incomplete one, for the territory by the first delay given', next('incomplete'), 'complete', 'territory', DUE],
    ['one that waits, for the programme', next('waitlisted'), 'reconsider', 'programme', LEGAL],
    ['a laureate, for the desk to engage its mission', next('selected'), 'engage', 'desk', null],
    [
      'a laureate of a call without engineering, for its funding',
      next('selected', { engineering: false }),
      'invest',
      'desk',
      null,
    ],
    ['a rejected one, for the territory to try again', next('rejected'), 'try-again', 'territory', null],
    ['a closed one, for nothing', next('closed'), 'nothing', 'nobody', null],
  ])('%s', (_, found, step, side, until) => {
    expect(found).toEqual({ step, side, until });
  });

  it('is said of every state', () => {
    for (const state of STATES) expect(next(state).step).toBeTruthy();
  });
});

describe('what a reader may do with a case', () => {
  const facts = { cutoffAt: CUTOFF, piecesOwed: 1, mayLead: true };
  const offers = (role: Role, state: CaseState, now = '2023-01-20T09:00:00Z', more: Partial<CaseContext> = {}) =>
    offersFor(role, { state, context: context(more) }, { ...facts, now: at(now) });
  const after = '2023-02-01T11:00:00Z';

  it.each<[Role, CaseState, string | undefined, readonly Offer[]]>([
    ['epci_lead', 'draft', undefined, ['edit', 'deposit', 'ask-approval']],
    ['epci_member', 'draft', undefined, ['edit']],
    ['epci_lead', 'draft', after, []],
    ['epci_lead', 'submitted', undefined, ['provide-piece', 'amend', 'withdraw']],
    ['epci_lead', 'submitted', after, ['provide-piece', 'withdraw']],
    ['epci_member', 'submitted', after, ['provide-piece']],
    ['bdt_officer', 'submitted', after, ['assess', 'request-completion']],
    ['epci_lead', 'incomplete', after, ['answer-completion', 'provide-piece', 'withdraw']],
    ['epci_lead', 'rejected', after, ['redeposit']],
    ['epci_lead', 'engineering', after, ['provide-piece', 'abandon']],
    ['programme_director', 'funded', after, ['close', 'abandon']],
    ['auditor', 'submitted', after, []],
    ['region_council', 'submitted', after, []],
    ['consultancy', 'engineering', after, []],
    ['epci_lead', 'closed', after, []],
  ])('%s, %s, now %s: %j', (role, state, now, expected) => {
    expect(offers(role, state, now)).toEqual(expected);
  });

  it.each<[CaseState, readonly Offer[]]>([
    ['draft', ['edit', 'ask-approval']],
    ['submitted', ['provide-piece']],
    ['incomplete', ['answer-completion', 'provide-piece']],
    ['rejected', []],
    ['engineering', ['provide-piece']],
  ])('the head of a member EPCI, %s, is offered nothing that the lead alone may do: %j', (state, expected) => {
    const now = at('2023-01-20T09:00:00Z');
    expect(offersFor('epci_lead', { state, context: context({}) }, { ...facts, now, mayLead: false })).toEqual(
      expected,
    );
  });

  it('a waiting candidacy is taken up only once it has been deferred', () => {
    expect(offers('epci_lead', 'waitlisted', after)).not.toContain('redeposit');
    expect(offers('epci_lead', 'waitlisted', after, { nextWaveId: 'one' })).toContain('redeposit');
  });

  it('an admissible candidacy is not assessed again', () => {
    expect(offers('bdt_officer', 'submitted', after, { admissibility: 'admissible' })).toEqual(['request-completion']);
  });
});

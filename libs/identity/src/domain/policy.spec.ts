import { POLICY, scopeOf, type Action } from './policy.js';
import { READING, ROLES, type Role } from './roles.js';

const actions = Object.keys(POLICY) as Action[];
const may = (role: Role): Action[] => actions.filter((action) => scopeOf(role, action) !== null);

describe('the policy table', () => {
  it('lets nobody but a programme director publish a call, open a wave or make a seat', () => {
    for (const action of ['call.publish', 'wave.open', 'wave.prolong', 'seat.create', 'token.create'] as const)
      expect(ROLES.filter((role) => scopeOf(role, action) !== null)).toEqual(['programme_director']);
  });

  it('lets the lead EPCI deposit and withdraw, not a member', () => {
    for (const action of ['candidacy.deposit', 'candidacy.withdraw'] as const) {
      expect(scopeOf('epci_lead', action)).toBe('case');
      expect(scopeOf('epci_member', action)).toBeNull();
    }
  });

  it('gives whoever holds no seat what is public, and nothing else', () => {
    expect(may('anonymous')).toEqual([
      'health.read',
      'portal.read',
      'call.read',
      'wave.read',
      'territory.read',
      'me.read',
      'session.open',
      'link.use',
      'mail.receive',
    ]);
    for (const action of may('anonymous')) expect(scopeOf('anonymous', action)).toBe('public');
  });

  it('gives an auditor readings only, beside what everybody may, the own account and the own conflicts', () => {
    const acts = may('auditor').filter((action) => !/\.(read|list|timeline|export)$/.test(action));
    expect(acts.filter((action) => scopeOf('auditor', action) !== 'public')).toEqual([
      'account.manage',
      'recusal.declare',
    ]);
    expect(READING.auditor.readOnly).toBe(true);
  });

  it('gives a scope of cases to nobody who sees every deposited case, and of all to nobody who does not', () => {
    for (const role of ROLES)
      for (const action of actions) {
        const scope = scopeOf(role, action);
        if (scope === 'case') expect([role, action, READING[role].reach]).toEqual([role, action, 'none']);
        if (scope === 'all') expect([role, action, READING[role].reach]).toEqual([role, action, 'shared']);
      }
  });

  it('lets who proposes a decision list and who validates it be different persons of the programme', () => {
    expect(scopeOf('programme_director', 'selection.propose')).toBe('all');
    expect(ROLES.filter((role) => scopeOf(role, 'selection.validate') !== null)).toEqual([
      'programme_director',
      'minister_office',
    ]);
  });
});

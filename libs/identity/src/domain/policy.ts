import { READING, type Role } from './roles.js';

/**
 * Scope of an action: `all` objects of the call, `case` those the seat has access to (row-level security decides
 * which), `own` what belongs to the seat's organisation, `public` without a seat.
 */
export type Scope = 'all' | 'case' | 'own' | 'public';

type Grants = Readonly<Partial<Record<Role, Scope>>>;

const STATE_READS: Grants = {
  programme_director: 'all',
  bdt_officer: 'all',
  minister_office: 'all',
  auditor: 'all',
  bpifrance_officer: 'case',
  sub_prefect: 'case',
  region_council: 'case',
};
const TERRITORY: Grants = { epci_lead: 'case', epci_member: 'case' };
const CASE_READS: Grants = { ...STATE_READS, ...TERRITORY, consultancy: 'case' };
const EVERYONE: Grants = Object.fromEntries(Object.keys(READING).map((role) => [role, 'public']));
const SEATED: Grants = Object.fromEntries(
  Object.keys(READING)
    .filter((role) => role !== 'system' && role !== 'anonymous')
    .map((role) => [role, 'own']),
);
const DESK: Grants = { programme_director: 'all', bdt_officer: 'all' };
const STATE_ACTS: Grants = { ...DESK, minister_office: 'all' };
const MISSION: Grants = { ...DESK, consultancy: 'case' };

/** The one policy table: role × action × scope. Routes name an action; docs/security.md is generated from it. */
export const POLICY = {
  'health.read': EVERYONE,
  'portal.read': EVERYONE,
  'call.read': EVERYONE,
  'wave.read': EVERYONE,
  'territory.read': EVERYONE,
  'call.publish': { programme_director: 'all' },
  'wave.open': { programme_director: 'all' },
  'wave.repin': { programme_director: 'all' },
  'wave.prolong': { programme_director: 'all' },
  'organisation.create': { programme_director: 'all' },
  'seat.create': { programme_director: 'all' },
  'token.create': { programme_director: 'all' },
  'token.revoke': { programme_director: 'all' },
  'session.revoke': { programme_director: 'all' },
  'seat.hand-over': { programme_director: 'all', epci_lead: 'own' },
  'me.read': EVERYONE,
  'session.open': EVERYONE,
  'link.use': EVERYONE,
  'account.manage': SEATED,
  'candidacy.list': CASE_READS,
  'candidacy.read': CASE_READS,
  'candidacy.timeline': CASE_READS,
  // Each part of the archive is under its own action: a territory takes away what it may read.
  'candidacy.export': { ...DESK, ...TERRITORY, auditor: 'all' },
  'candidacy.start': { epci_lead: 'own' },
  'candidacy.edit': TERRITORY,
  'candidacy.change-perimeter': { epci_lead: 'case' },
  'candidacy.deposit': { epci_lead: 'case' },
  'candidacy.withdraw': { epci_lead: 'case' },
  'candidacy.provide-piece': TERRITORY,
  'candidacy.answer-completion': TERRITORY,
  'candidacy.request-completion': DESK,
  'candidacy.cancel-completion': DESK,
  'candidacy.assess-admissibility': DESK,
  'candidacy.engage': DESK,
  'candidacy.abandon': { ...DESK, epci_lead: 'case' },
  'candidacy.close': { programme_director: 'all' },
  'candidacy.redeposit': { epci_lead: 'own' },
  'worklist.read': STATE_READS,
  'worklist.keep': { ...STATE_ACTS, sub_prefect: 'case', region_council: 'case', bpifrance_officer: 'case' },
  'candidacy.assign': DESK,
  'note.read': { ...STATE_ACTS, auditor: 'all' },
  'note.write': STATE_ACTS,
  'template.edit': DESK,
  'opinion.read': STATE_READS,
  'opinion.ask': DESK,
  'opinion.give': { bdt_officer: 'all', bpifrance_officer: 'case', sub_prefect: 'case', region_council: 'case' },
  'message.read': { ...DESK, ...TERRITORY, auditor: 'all' },
  'message.write': { ...DESK, ...TERRITORY },
  'mail.receive': EVERYONE,
  'team.read': { ...TERRITORY, programme_director: 'all', auditor: 'all' },
  'team.manage': { epci_lead: 'case' },
  'approval.ask': { epci_lead: 'case' },
  'document.upload': TERRITORY,
  'document.read': CASE_READS,
  'selection.read': { programme_director: 'all', minister_office: 'all', auditor: 'all' },
  'selection.propose': { programme_director: 'all' },
  'selection.differ': { minister_office: 'all' },
  'selection.validate': { programme_director: 'all', minister_office: 'all' },
  'selection.announce': { programme_director: 'all', minister_office: 'all' },
  'sitting.read': { ...STATE_ACTS, auditor: 'all' },
  'sitting.sit': STATE_ACTS,
  'sitting.run': { programme_director: 'all' },
  'embargo.read': SEATED,
  'notification.read': { ...STATE_ACTS, auditor: 'all' },
  'notification.prove': STATE_ACTS,
  // What a territory contests is its own affair and the State's.
  'appeal.read': { ...STATE_ACTS, ...TERRITORY, auditor: 'all' },
  'appeal.register': DESK,
  'appeal.conclude': { programme_director: 'all', minister_office: 'all' },
  // Whoever is no party to a case may have to leave it.
  'recusal.declare': STATE_READS,
  'recusal.lift': { programme_director: 'all' },
  // A reviewer sees every case of the wave: Bpifrance, préfectures and Régions give opinions instead.
  'review.write': { bdt_officer: 'all' },
  'review.read': { bdt_officer: 'all', programme_director: 'all', minister_office: 'all', auditor: 'all' },
  'review.assign': { programme_director: 'all' },
  'mission.read': CASE_READS,
  'mission.report': MISSION,
  'roadmap.edit': { ...MISSION, epci_lead: 'case' },
  'funding.read': CASE_READS,
  'funding.commit': DESK,
  'funding.follow': { bpifrance_officer: 'case' },
  'funding.award': { ...DESK, bpifrance_officer: 'case' },
  'committee.read': CASE_READS,
  'committee.hold': DESK,
  'programme.read': { programme_director: 'all' },
  'dashboard.read': STATE_READS,
  'laureate.announce': { programme_director: 'all', minister_office: 'all' },
  'question.ask': { epci_lead: 'own', epci_member: 'own' },
  'question.answer': { programme_director: 'all' },
  'mail.resend': { programme_director: 'all' },
  'audit.read': { programme_director: 'all', auditor: 'all' },
  'mail.read': { programme_director: 'all', auditor: 'all' },
} as const satisfies Readonly<Record<string, Grants>>;

export type Action = keyof typeof POLICY;

/** The scope in which a role may do an action, or null when it may not at all. */
export function scopeOf(role: Role, action: Action): Scope | null {
  const grants: Grants = POLICY[action];
  return grants[role] ?? null;
}

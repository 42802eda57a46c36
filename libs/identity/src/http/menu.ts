import type { MenuEntry } from '@rebond/ui';
import { type Action, scopeOf } from '../domain/policy.js';
import type { Role } from '../domain/roles.js';
import { t } from '../messages.fr.js';

interface Entry {
  readonly label: Parameters<typeof t>[0];
  readonly href: string;
  /** Shown to whom may do this. */
  readonly action: Action;
  /** Roles that it serves, where the action alone says too little. */
  readonly roles?: readonly Role[];
}

const TERRITORY = ['epci_lead', 'epci_member'] as const;

/** The main menu, in its order; each seat sees what it may do. */
const ENTRIES: readonly Entry[] = [
  { label: 'menu.myCandidacies', href: '/candidatures', action: 'candidacy.list', roles: TERRITORY },
  {
    label: 'menu.worklist',
    href: '/dossiers',
    action: 'candidacy.list',
    roles: [
      'programme_director',
      'bdt_officer',
      'minister_office',
      'bpifrance_officer',
      'sub_prefect',
      'region_council',
      'auditor',
    ],
  },
  { label: 'menu.reviews', href: '/relectures', action: 'review.write' },
  { label: 'menu.sittings', href: '/seances', action: 'sitting.read' },
  { label: 'menu.selection', href: '/selection', action: 'selection.read' },
  { label: 'menu.missions', href: '/missions', action: 'mission.report', roles: ['consultancy'] },
  {
    label: 'menu.allMissions',
    href: '/missions',
    action: 'mission.report',
    roles: ['programme_director', 'bdt_officer'],
  },
  { label: 'menu.programme', href: '/programme', action: 'wave.open' },
  { label: 'menu.audit', href: '/audit', action: 'audit.read' },
  { label: 'menu.recusals', href: '/recusations', action: 'recusal.declare' },
  { label: 'menu.waves', href: '/releves', action: 'wave.read' },
];

export const menuOf = (role: Role): readonly MenuEntry[] =>
  ENTRIES.filter(
    ({ action, roles }) => scopeOf(role, action) !== null && (roles === undefined || roles.includes(role)),
  ).map(({ label, href }) => ({ label: t(label), href }));

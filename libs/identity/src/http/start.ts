import type { Role, SeatRole } from '../domain/roles.js';

/** Where each seat's own work begins. */
const STARTS: Readonly<Record<SeatRole, string>> = {
  programme_director: '/programme/tableau-de-bord',
  bdt_officer: '/dossiers',
  bpifrance_officer: '/dossiers',
  minister_office: '/dossiers',
  sub_prefect: '/dossiers',
  region_council: '/dossiers',
  epci_lead: '/candidatures',
  epci_member: '/candidatures',
  consultancy: '/missions',
  auditor: '/audit',
};

/** The reader's own first page; the public one without a seat. */
export const startOf = (role: Role): string => (role === 'anonymous' || role === 'system' ? '/' : STARTS[role]);

/** A page to go on to: the one that was asked for, or the reader's own first one at once. */
export const wayOn = (returnTo: string, role: Role): string => (returnTo === '/' ? startOf(role) : returnTo);

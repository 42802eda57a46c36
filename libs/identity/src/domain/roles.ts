/** Seats' roles (DOMAIN §6), and the two actors that hold no seat. */
export const SEAT_ROLES = [
  'programme_director',
  'bdt_officer',
  'bpifrance_officer',
  'minister_office',
  'sub_prefect',
  'region_council',
  'epci_lead',
  'epci_member',
  'consultancy',
  'auditor',
] as const;
export type SeatRole = (typeof SEAT_ROLES)[number];
export type Role = SeatRole | 'system' | 'anonymous';
export const ROLES: readonly Role[] = [...SEAT_ROLES, 'system', 'anonymous'];

/** Why an organisation has access to a case; each is an explicit, dated row. */
export const ACCESS_BASES = ['lead', 'member', 'prefecture', 'region', 'mission', 'funding'] as const;
export type AccessBasis = (typeof ACCESS_BASES)[number];

export interface Reading {
  /** Cases seen without an access row: none, those shared with the State by their deposit, or every one. */
  readonly reach: 'none' | 'shared' | 'everything';
  readonly audiences: readonly ('everyone' | 'territory' | 'state' | 'thread' | 'system')[];
  readonly readOnly: boolean;
}

const STATE = ['everyone', 'state'] as const;
const TERRITORY = ['everyone', 'territory', 'thread'] as const;
/** The desk also reads what the territory writes to it, and the other way round. */
const DESK = [...STATE, 'thread'] as const;

/** What each role reads, whatever it does. */
export const READING: Readonly<Record<Role, Reading>> = {
  programme_director: { reach: 'shared', audiences: DESK, readOnly: false },
  bdt_officer: { reach: 'shared', audiences: DESK, readOnly: false },
  minister_office: { reach: 'shared', audiences: STATE, readOnly: false },
  bpifrance_officer: { reach: 'none', audiences: STATE, readOnly: false },
  sub_prefect: { reach: 'none', audiences: STATE, readOnly: false },
  region_council: { reach: 'none', audiences: ['everyone'], readOnly: false },
  epci_lead: { reach: 'none', audiences: TERRITORY, readOnly: false },
  epci_member: { reach: 'none', audiences: TERRITORY, readOnly: false },
  consultancy: { reach: 'none', audiences: ['everyone'], readOnly: false },
  auditor: { reach: 'shared', audiences: ['everyone', 'territory', 'state', 'thread'], readOnly: true },
  system: {
    reach: 'everything',
    audiences: ['everyone', 'territory', 'state', 'thread', 'system'],
    readOnly: false,
  },
  anonymous: { reach: 'none', audiences: [], readOnly: true },
};

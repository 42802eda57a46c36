import type { Role } from '@rebond/identity';
import type { CaseOverview } from '../../application/read/overview.js';

export type OverviewProps = CaseOverview & { readonly role: Role };

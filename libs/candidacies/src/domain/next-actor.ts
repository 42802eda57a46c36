import type { CaseContext } from './guards.js';
import type { CaseState } from './machine.js';

/** Who is expected to act next: the territory, the officer in charge, the programme office, or the firms engaged. */
export const NEXT_ACTORS = ['territory', 'officer', 'office', 'firms'] as const;
export type NextActor = (typeof NEXT_ACTORS)[number];

/** Who acts next on a deposited case; null when nobody does any more. */
export function nextActor(state: CaseState, { admissibility }: Pick<CaseContext, 'admissibility'>): NextActor | null {
  switch (state) {
    case 'draft':
    case 'incomplete':
      return 'territory';
    case 'submitted':
      return admissibility === 'pending' ? 'officer' : 'office';
    case 'selected':
      return 'officer';
    case 'waitlisted':
    case 'funded':
      return 'office';
    case 'engineering':
      return 'firms';
    case 'inadmissible':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'closed':
    case 'abandoned':
      return null;
  }
}

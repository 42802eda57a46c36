import type { CaseEvent } from '@rebond/candidacies';
import type { DecisionLine } from '../domain/lines.js';

export interface DecisionFacts {
  readonly list: string;
  readonly proposedBy: string;
  readonly validatedBy: string;
}

/** The event of the case that a line decides. */
export function eventOf(
  { outcome, nextWaveId }: DecisionLine,
  { list, proposedBy, validatedBy }: DecisionFacts,
): CaseEvent {
  const facts = { list, proposedBy, validatedBy };
  switch (outcome) {
    case 'select':
      return { type: 'SELECT', facts };
    case 'waitlist':
      return { type: 'WAITLIST', facts: { ...facts, nextWave: nextWaveId } };
    case 'reject':
      return { type: 'REJECT', facts };
  }
}

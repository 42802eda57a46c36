import type { Candidacy } from '../../infrastructure/case-row.js';

/** What a case waits for. */
export type Step =
  | 'deposit'
  | 'assess'
  | 'decide'
  | 'complete'
  | 'reconsider'
  | 'engage'
  | 'engineer'
  | 'invest'
  | 'try-again'
  | 'nothing';

/** Who is expected to act. */
export type Side = 'territory' | 'desk' | 'programme' | 'mission' | 'nobody';

export interface NextStep {
  readonly step: Step;
  readonly side: Side;
  /** By when; null when no date binds. */
  readonly until: Temporal.Instant | null;
}

export interface StepFacts {
  /** Deadline of the wave. */
  readonly cutoffAt: Temporal.Instant;
  /** The earliest deadline of the completion requests that are open. */
  readonly completionDueAt: Temporal.Instant | null;
}

/** What happens next to a case, whose turn it is and until when. */
export function nextStep(
  { state, context, implicitRejectionAt }: Pick<Candidacy, 'state' | 'context' | 'implicitRejectionAt'>,
  { cutoffAt, completionDueAt }: StepFacts,
): NextStep {
  switch (state) {
    case 'draft':
      return { step: 'deposit', side: 'territory', until: cutoffAt };
    case 'submitted':
      return context.admissibility === 'pending'
        ? { step: 'assess', side: 'desk', until: implicitRejectionAt }
        : { step: 'decide', side: 'programme', until: implicitRejectionAt };
    case 'incomplete':
      return { step: 'complete', side: 'territory', until: completionDueAt };
    case 'waitlisted':
      return { step: 'reconsider', side: 'programme', until: implicitRejectionAt };
    case 'selected':
      return context.engineering
        ? { step: 'engage', side: 'desk', until: null }
        : { step: 'invest', side: 'desk', until: null };
    case 'engineering':
      return { step: 'engineer', side: 'mission', until: null };
    case 'funded':
      return { step: 'invest', side: 'desk', until: null };
    case 'rejected':
    case 'inadmissible':
    case 'withdrawn':
    case 'expired':
      return { step: 'try-again', side: 'territory', until: null };
    case 'closed':
    case 'abandoned':
      return { step: 'nothing', side: 'nobody', until: null };
  }
}

import type { Completeness, Missing } from '@rebond/calls';
import { lastDayBefore } from '@rebond/kernel';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { dueDateOf } from '../pieces/owed.js';

/** Where a territory stands with its file: one of these, never two. */
export type Standing =
  /** The wave closed on a draft. */
  | { readonly kind: 'late' }
  /** Nothing of it can be written any more, or not by the form. */
  | { readonly kind: 'frozen' }
  /** Compléments are asked: the form takes them. */
  | { readonly kind: 'completing' }
  | { readonly kind: 'lacking'; readonly missing: number; readonly faults: number; readonly isDeposited: boolean }
  | {
      readonly kind: 'ready';
      readonly promised: number;
      /** Last day of the promised piece that is due first. */
      readonly firstDue: Temporal.PlainDate | null;
      /** `same`: what is deposited is what stands; `changed`: the deposit is older than the answers. */
      readonly deposit: 'none' | 'same' | 'changed';
    };

/** The last day for a promised piece, counted from the cut-off. */
export function dueDayOf(missing: Missing, cutoffAt: Temporal.Instant, departement: string): Temporal.PlainDate | null {
  const dueAt = dueDateOf(missing, cutoffAt, departement);
  return dueAt === null ? null : lastDayBefore(dueAt);
}

export function standingOf(
  { state, departement }: Pick<Candidacy, 'state' | 'departement'>,
  cutoffAt: Temporal.Instant,
  now: Temporal.Instant,
  found: Completeness,
  deposit: 'none' | 'same' | 'changed',
): Standing {
  const isOpen = Temporal.Instant.compare(now, cutoffAt) < 0;
  if (state === 'expired' || (state === 'draft' && !isOpen)) return { kind: 'late' };
  if (state === 'incomplete') return { kind: 'completing' };
  if (state !== 'draft' && !(state === 'submitted' && isOpen)) return { kind: 'frozen' };
  if (!found.ready) {
    const missing = found.blocking.filter(({ reason }) => reason === 'absent').length;
    return {
      kind: 'lacking',
      missing,
      faults: found.blocking.length - missing,
      isDeposited: deposit !== 'none',
    };
  }
  const days = found.promised
    .flatMap((one) => dueDayOf(one, cutoffAt, departement) ?? [])
    .sort((a, b) => Temporal.PlainDate.compare(a, b));
  return { kind: 'ready', promised: found.promised.length, firstDue: days[0] ?? null, deposit };
}

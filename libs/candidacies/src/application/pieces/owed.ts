import { addOffset, type Missing } from '@rebond/calls';
import { dateIn, instantAt, zoneOfDepartement } from '@rebond/kernel';

/** The end of the day, in Paris, by which a promised piece is owed: the definition's delay after the cut-off. */
export function dueDateOf(missing: Missing, cutoffAt: Temporal.Instant, departement: string): Temporal.Instant | null {
  if (!missing.within) return null;
  const day = addOffset(dateIn(cutoffAt), missing.within, zoneOfDepartement(departement));
  return instantAt(day.add({ days: 1 }), '00:00');
}

export const labelOf = (missing: Missing): string =>
  missing.siren ? `${missing.label} (EPCI ${missing.siren})` : missing.label;

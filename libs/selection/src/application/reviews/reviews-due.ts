import { momentAt, type CallDefinition, type Wave } from '@rebond/calls';
import { OFFICE_HOURS, placeOfDepartement } from '@rebond/kernel';

/** Reviews are rendered at the State's desk, in Paris: its working days and hours count, not the territory's. */
export const DESK_DEPARTEMENT = '75';

/** When a wave's reviews are due: when the desk closes on the day that its call's calendar says. Exclusive. */
export function reviewsDueAt(
  { cutoffAt }: Pick<Wave, 'cutoffAt'>,
  { calendar }: Pick<CallDefinition, 'calendar'>,
): Temporal.Instant | null {
  const desk = placeOfDepartement(DESK_DEPARTEMENT);
  return momentAt(calendar.deadlines.review, { cutoff: cutoffAt }, desk, OFFICE_HOURS.to);
}

import { addOffset, type Offset } from '@rebond/calls';
import { dateIn, instantAt, zoneOfDepartement } from '@rebond/kernel';

/** The end of the day, in Paris, on which a delay counted from now ends. */
export function dueAfter(now: Temporal.Instant, delay: Offset, departement: string): Temporal.Instant {
  const day = addOffset(dateIn(now), delay, zoneOfDepartement(departement));
  return instantAt(day.add({ days: 1 }), '00:00');
}

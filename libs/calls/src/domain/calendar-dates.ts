import { addWorkingDays, dateIn, instantAt, type HolidayZone, type WorkingPlace } from '@rebond/kernel';
import type { Anchor, Moment, Offset } from './definition/primitives.js';

/** The anchors of a case that have happened, or that are planned; the others are left out. */
export type Anchors = Readonly<Partial<Record<Anchor, Temporal.Instant>>>;

const shift = (date: Temporal.PlainDate, days: number, unit: Offset['unit'], zone: HolidayZone): Temporal.PlainDate =>
  unit === 'working' ? addWorkingDays(date, days, zone) : date.add({ days });

/**
 * The day that a delay counted from another ends on. Calendar days stop on any day; working days are those of the zone,
 * and none of them leaves the date as it is, working or not.
 */
export const offsetFrom = (
  date: Temporal.PlainDate,
  offset: Offset,
  zone: HolidayZone,
  direction: 'after' | 'before',
): Temporal.PlainDate => shift(date, direction === 'after' ? offset.days : -offset.days, offset.unit, zone);

/** The day that a delay ends on. */
export const addOffset = (date: Temporal.PlainDate, offset: Offset, zone: HolidayZone): Temporal.PlainDate =>
  offsetFrom(date, offset, zone, 'after');

/** The day of a moment, counted from its anchor's day at the place; null as long as its anchor has no instant. */
export function momentDate(moment: Moment, anchors: Anchors, place: WorkingPlace): Temporal.PlainDate | null {
  const anchor = anchors[moment.anchor];
  return anchor ? shift(dateIn(anchor, place.timeZone), moment.days, moment.unit, place.zone) : null;
}

/**
 * The instant of a moment at the place: at a wall-clock time `HH:MM` of its day or, without one, when that day ends
 * (exclusive, as a cut-off is). Null as long as its anchor has no instant.
 */
export function momentAt(
  moment: Moment,
  anchors: Anchors,
  place: WorkingPlace,
  time?: string,
): Temporal.Instant | null {
  const date = momentDate(moment, anchors, place);
  if (!date) return null;
  return time === undefined
    ? instantAt(date.add({ days: 1 }), '00:00', place.timeZone)
    : instantAt(date, time, place.timeZone);
}

import { type HolidayZone, publicHolidays } from './public-holidays.js';
import { dateIn, instantAt, PARIS } from './time.js';

export { easterSunday, type HolidayZone, type PublicHoliday, publicHolidays } from './public-holidays.js';

/** A territory as its calendar and its clocks see it. */
export interface WorkingPlace {
  readonly zone: HolidayZone;
  /** IANA name. */
  readonly timeZone: string;
}

/** Wall-clock hours of one day, `HH:MM`, `from` before `to`. */
export interface WorkingHours {
  readonly from: string;
  readonly to: string;
}

export const OFFICE_HOURS: WorkingHours = { from: '09:00', to: '17:00' };

const METROPOLE: WorkingPlace = { zone: 'metropole', timeZone: PARIS };

const PLACES: ReadonlyMap<string, WorkingPlace> = new Map<string, WorkingPlace>([
  ['57', { zone: 'alsace-moselle', timeZone: PARIS }],
  ['67', { zone: 'alsace-moselle', timeZone: PARIS }],
  ['68', { zone: 'alsace-moselle', timeZone: PARIS }],
  ['971', { zone: 'guadeloupe', timeZone: 'America/Guadeloupe' }],
  ['972', { zone: 'martinique', timeZone: 'America/Martinique' }],
  ['973', { zone: 'guyane', timeZone: 'America/Cayenne' }],
  ['974', { zone: 'la-reunion', timeZone: 'Indian/Reunion' }],
  ['975', { zone: 'metropole', timeZone: 'America/Miquelon' }],
  ['976', { zone: 'mayotte', timeZone: 'Indian/Mayotte' }],
  ['977', { zone: 'saint-barthelemy', timeZone: 'America/St_Barthelemy' }],
  ['978', { zone: 'saint-martin', timeZone: 'America/Marigot' }],
  ['986', { zone: 'wallis-et-futuna', timeZone: 'Pacific/Wallis' }],
  ['987', { zone: 'polynesie-francaise', timeZone: 'Pacific/Tahiti' }],
  ['988', { zone: 'nouvelle-caledonie', timeZone: 'Pacific/Noumea' }],
]);

/** By INSEE code of the département or overseas collectivity; what has no calendar of its own follows Paris. */
export const placeOfDepartement = (code: string): WorkingPlace => PLACES.get(code) ?? METROPOLE;
export const zoneOfDepartement = (code: string): HolidayZone => placeOfDepartement(code).zone;
export const timeZoneOfDepartement = (code: string): string => placeOfDepartement(code).timeZone;

/** Ouvré: from Monday to Friday and not a public holiday. (Ouvrable would count Saturdays.) */
export const isWorkingDay = (date: Temporal.PlainDate, zone: HolidayZone): boolean =>
  date.dayOfWeek <= 5 && !publicHolidays(date.year, zone).some((holiday) => holiday.date.equals(date));

/**
 * The nth working day after a date, or before it when `count` is negative; the date itself, working or not, for 0.
 * @throws RangeError when `count` is not an integer
 */
export function addWorkingDays(date: Temporal.PlainDate, count: number, zone: HolidayZone): Temporal.PlainDate {
  if (!Number.isInteger(count)) throw new RangeError(`Not a number of working days: ${count}`);
  let day = date;
  for (let left = Math.abs(count); left > 0;) {
    day = day.add({ days: Math.sign(count) });
    if (isWorkingDay(day, zone)) left -= 1;
  }
  return day;
}

/** The date itself when it is a working day, else the first one after it. */
export const nextWorkingDay = (date: Temporal.PlainDate, zone: HolidayZone): Temporal.PlainDate =>
  isWorkingDay(date, zone) ? date : addWorkingDays(date, 1, zone);

/** The date itself when it is a working day, else the last one before it. */
export const previousWorkingDay = (date: Temporal.PlainDate, zone: HolidayZone): Temporal.PlainDate =>
  isWorkingDay(date, zone) ? date : addWorkingDays(date, -1, zone);

/** The last stretch of working hours that begins before an instant, cut off at that instant. */
export function workingHoursBefore(
  instant: Temporal.Instant,
  place: WorkingPlace,
  hours: WorkingHours = OFFICE_HOURS,
): { readonly from: Temporal.Instant; readonly to: Temporal.Instant } {
  const today = dateIn(instant, place.timeZone);
  const begun = Temporal.Instant.compare(instantAt(today, hours.from, place.timeZone), instant) < 0;
  const day = previousWorkingDay(begun ? today : today.subtract({ days: 1 }), place.zone);
  const closing = instantAt(day, hours.to, place.timeZone);
  return {
    from: instantAt(day, hours.from, place.timeZone),
    to: Temporal.Instant.compare(closing, instant) < 0 ? closing : instant,
  };
}

/**
 * The latest instant strictly before another at which people there are at work, closing time included.
 * Strictly means by one microsecond, the finest that the database keeps.
 */
export function lastWorkingInstantBefore(
  instant: Temporal.Instant,
  place: WorkingPlace,
  hours: WorkingHours = OFFICE_HOURS,
): Temporal.Instant {
  const { to } = workingHoursBefore(instant, place, hours);
  return to.equals(instant) ? instant.subtract({ microseconds: 1 }) : to;
}

/**
 * A delay in months ends on the day of the last month that bears the same number (quantième) or, where there is
 * none, on the last day of that month: 31 August + 6 months is 28 or 29 February (code de procédure civile, art. 641).
 */
export const addMonthsSameDay = (date: Temporal.PlainDate, months: number): Temporal.PlainDate =>
  date.add({ months }, { overflow: 'constrain' });

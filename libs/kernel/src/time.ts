import { byLanguage, language, say } from './language.js';

/** The wall clock that deadlines are written in. */
export const PARIS = 'Europe/Paris';

/** Gives the present instant; injected everywhere, so that a test or the demo can hold it. */
export interface Clock {
  now(): Temporal.Instant;
  /** Re-reads a clock that lives elsewhere (the demo's, in the database); nothing to do on the system's. */
  refresh(): Promise<void>;
}

/**
 * The instant of a wall-clock time in a zone. A time that a spring night skips moves forward by the gap;
 * of a time that an autumn night repeats the first is taken (Temporal's `compatible`, RFC 5545 §3.3.5).
 */
export const instantAt = (date: Temporal.PlainDate, time: string, zone: string = PARIS): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant();

export const dateIn = (instant: Temporal.Instant, zone: string = PARIS): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(zone).toPlainDate();

/** The first of a month is « 1er » in French; ICU writes « 1 ». */
const withOrdinal = (text: string): string => (language() === 'fr' ? text.replace(/^1 /, '1er ') : text);

const formatsByZone = byLanguage((name) => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (zone: string): Intl.DateTimeFormat => {
    const known =
      formats.get(zone) ??
      new Intl.DateTimeFormat([name, 'fr'], { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
    formats.set(zone, known);
    return known;
  };
});
const dayFormat = byLanguage((name) => new Intl.DateTimeFormat([name, 'fr'], { dateStyle: 'long', timeZone: 'UTC' }));

/** « 1er février 2023 à 12:00 » in a zone. */
export const formatInstant = (instant: Temporal.Instant, zone: string = PARIS): string =>
  withOrdinal(formatsByZone()(zone).format(instant.epochMilliseconds));

/** « 1er octobre 2023 ». */
export const formatDate = (date: Temporal.PlainDate): string =>
  withOrdinal(dayFormat().format(date.toZonedDateTime('UTC').epochMilliseconds));

/** The last calendar day before an exclusive instant: what is due before midnight is due that day. */
export const lastDayBefore = (instant: Temporal.Instant, zone: string = PARIS): Temporal.PlainDate =>
  dateIn(instant.subtract({ nanoseconds: 1 }), zone);

/** An exclusive deadline as people read it: a midnight is the end of the day before, « 31 août 2025 à 24:00 ». */
export function formatDeadline(instant: Temporal.Instant, zone: string = PARIS): string {
  const { hour, minute, second, millisecond } = instant.toZonedDateTimeISO(zone);
  const isMidnight = hour + minute + second + millisecond === 0;
  return isMidnight ? say`${formatDate(lastDayBefore(instant, zone))} à 24:00` : formatInstant(instant, zone);
}

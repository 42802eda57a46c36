import { z } from 'zod';
import { instantAt, say } from '@rebond/kernel';

const wallClock = z.strictObject({
  date: z.iso.date(),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, say`Heure attendue : HH:MM, de 00:00 à 23:59.`),
});

const FIRST = Temporal.Instant.from('1900-01-01T00:00:00Z');
const LAST = Temporal.Instant.from('3000-01-01T00:00:00Z');

/** @throws RangeError */
const read = (given: string | z.output<typeof wallClock>): Temporal.Instant =>
  typeof given === 'string'
    ? Temporal.Instant.from(given).round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
    : instantAt(Temporal.PlainDate.from(given.date), given.time);

const isWithin = (at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(at, FIRST) >= 0 && Temporal.Instant.compare(at, LAST) < 0;

/**
 * An instant: ISO 8601 with an offset (`2023-02-01T12:00:00+01:00`), or a wall-clock time in Paris
 * (`{date: '2023-02-01', time: '12:00'}`). Kept to the millisecond; of a year that a calendar has any use for.
 */
export const instantInput = z
  .union([z.iso.datetime({ offset: true }), wallClock], {
    error: say`Instant attendu : date ISO 8601 avec décalage, ou {date, time} à l’heure de Paris.`,
  })
  .transform((given, ctx) => {
    try {
      const at = read(given);
      if (isWithin(at)) return at;
      ctx.issues.push({ code: 'custom', input: given, message: say`Date attendue entre 1900 et 2999.` });
    } catch {
      ctx.issues.push({ code: 'custom', input: given, message: say`Cet instant est illisible.` });
    }
    return z.NEVER;
  });

/** Whether one instant comes before another; true of what could not be read, which is refused by itself. */
export const isBefore = (from: unknown, until: unknown): boolean =>
  !(from instanceof Temporal.Instant && until instanceof Temporal.Instant) || Temporal.Instant.compare(from, until) < 0;

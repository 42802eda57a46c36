import { z } from 'zod';
import { instantAt } from '@rebond/kernel';

const wallClock = z.strictObject({ date: z.iso.date(), time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) });

/**
 * An instant: ISO 8601 with an offset (`2023-02-01T12:00:00+01:00`), or a wall-clock time in Paris
 * (`{date: '2023-02-01', time: '12:00'}`). Kept to the millisecond.
 */
export const instantInput = z
  .union([z.iso.datetime({ offset: true }), wallClock], {
    error: 'Instant attendu : date ISO 8601 avec décalage, ou {date, time} à l’heure de Paris.',
  })
  .transform((given) =>
    typeof given === 'string'
      ? Temporal.Instant.from(given).round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
      : instantAt(Temporal.PlainDate.from(given.date), given.time),
  );

import { z } from 'zod';
import { amountsSchema, operatingServiceSchema, phasesSchema, retentionSchema } from './amounts.js';
import { calendarSchema, rhythmSchema } from './calendar.js';
import { sectionSchema } from './field.js';
import { lineSchema, proseSchema, slugSchema } from './primitives.js';
import { admissibilitySchema, gridSchema, legalSchema, opinionSchema, sessionsSchema } from './selection.js';
import { textsSchema } from './texts.js';

/**
 * A call as data: what a territory is asked, how it is judged, what the law gives it, when things happen and what is
 * written to it. A published version never changes. Read it with `loadDefinition`, which also checks what holds between
 * its parts.
 */
export const callDefinitionSchema = z.strictObject({
  slug: slugSchema,
  title: lineSchema,
  /** Presentation of the programme, for the page of the call. */
  programme: proseSchema,
  operatingService: operatingServiceSchema,
  waves: rhythmSchema,
  phases: phasesSchema,
  amounts: amountsSchema,
  sections: z.array(sectionSchema).min(1).max(40),
  admissibility: admissibilitySchema.optional(),
  grid: gridSchema,
  sessions: sessionsSchema.optional(),
  opinions: z.array(opinionSchema).max(20),
  legal: legalSchema,
  calendar: calendarSchema,
  texts: textsSchema,
  retention: retentionSchema,
});
export type CallDefinition = z.infer<typeof callDefinitionSchema>;

import { z } from 'zod';
import { say } from '@rebond/kernel';

/** Stable name of a field, criterion, committee…: it keeps its meaning across versions of a definition. */
export const keySchema = z
  .string()
  .max(60)
  .regex(/^[a-z][a-zA-Z0-9]*$/, say`clé attendue en camelCase, sans accent (par exemple « engineeringNeeds »)`);

export const slugSchema = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, say`identifiant attendu en minuscules séparées par des tirets`);

/** A short line: a label, a title. */
export const lineSchema = z.string().trim().min(1).max(300);
/** Several lines or paragraphs. */
export const proseSchema = z.string().trim().min(1).max(20_000);

const unitSchema = z.enum(['calendar', 'working']);

/** A delay in days; `working` counts French working days (public holidays of the place left out). */
export const offsetSchema = z.strictObject({ days: z.int().min(0).max(3650), unit: unitSchema });
export type Offset = z.infer<typeof offsetSchema>;

/**
 * Instants of a case that a calendar counts from. `cutoff`: cut-off of the wave · `decision`: notification of the
 * selection · `engagement`: the firms are engaged · `launch`: launch committee held · `closing`: closing committee held
 * · `award`: first award agreement signed.
 */
export const ANCHORS = ['cutoff', 'decision', 'engagement', 'launch', 'closing', 'award'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** Anchors that exist only when the call has an engineering phase. */
export const ENGINEERING_ANCHORS: ReadonlySet<Anchor> = new Set(['engagement', 'launch', 'closing']);

/** A day counted from an anchor; negative days come before it. */
export const momentSchema = z.strictObject({
  anchor: z.enum(ANCHORS, { error: () => say`ancre inconnue : attendu ${ANCHORS.join(', ')}` }),
  days: z.int().min(-3650).max(3650),
  unit: unitSchema,
});
export type Moment = z.infer<typeof momentSchema>;

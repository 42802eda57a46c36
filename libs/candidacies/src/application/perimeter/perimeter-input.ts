import { z } from 'zod';
import { isSiren, say } from '@rebond/kernel';

export const sirenInput = z.string().refine(isSiren, say`Ce SIREN est invalide (neuf chiffres, clé de Luhn).`);

export const perimeterInput = z.strictObject({
  /** EPCI of the perimeter beside the lead. */
  members: z.array(sirenInput).max(40).default([]),
  /** Département whose préfet is competent; the one chosen before, or the lead's seat, when it is not said. */
  departement: z
    .string()
    .regex(/^(\d{2}|2[AB]|97\d)$/)
    .optional(),
  /** Associated regions; those of the members when not said. */
  regions: z
    .array(z.string().regex(/^\d{2}$/))
    .min(1)
    .max(6)
    .optional(),
});
export type PerimeterInput = z.output<typeof perimeterInput>;

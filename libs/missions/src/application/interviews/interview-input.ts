import { z } from 'zod';
import { isSiren } from '@rebond/kernel';

/** An interview as it is edited: the whole row. */
export const interviewInput = z.strictObject({
  company: z.string().trim().min(1).max(200),
  heldOn: z.iso.date(),
  siren: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .refine(isSiren, 'SIREN invalide (neuf chiffres).')
    .optional(),
  /** The firm that held it, one of the mission's. */
  organisationId: z.uuid().optional(),
});
export type InterviewInput = z.output<typeof interviewInput>;

/** Of an interview that is added; its reference is the firms' own. */
export const newInterviewInput = z.strictObject({
  reference: z.string().trim().min(1).max(100),
  ...interviewInput.shape,
});
export type NewInterviewInput = z.output<typeof newInterviewInput>;

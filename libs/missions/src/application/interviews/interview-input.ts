import { z } from 'zod';
import { isSiren, say } from '@rebond/kernel';

const text = (longest: number, missing: string) => z.string(missing).trim().min(1, missing).max(longest);

/** An interview as it is edited: the whole row. */
export const interviewInput = z.strictObject({
  company: text(200, say`Donnez le nom de l’entreprise.`),
  heldOn: z.iso.date(say`Donnez la date de l’entretien.`),
  siren: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .refine(isSiren, say`SIREN invalide (neuf chiffres).`)
    .optional(),
  /** The firm that held it, one of the mission's. */
  organisationId: z.uuid().optional(),
});
export type InterviewInput = z.output<typeof interviewInput>;

/** Of an interview that is added; its reference is the firms' own. */
export const newInterviewInput = z.strictObject({
  reference: text(100, say`Donnez la référence de l’entretien.`),
  ...interviewInput.shape,
});
export type NewInterviewInput = z.output<typeof newInterviewInput>;

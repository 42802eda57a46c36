import { z } from 'zod';
import { isSiren } from '@rebond/kernel';

const jobs = z.int().min(0).max(999_999);

/** A project as it is edited: the whole row. Amounts in euros. */
export const projectInput = z.strictObject({
  company: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(300),
  capexEur: z.number().min(0),
  jobsPotential: jobs,
  jobsPlanned: jobs.default(0),
  isStructuring: z.boolean().default(false),
  siren: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .refine(isSiren, 'SIREN invalide (neuf chiffres).')
    .optional(),
  /** A dropped project stays in the list and leaves the figures. */
  status: z.enum(['identified', 'dropped']).default('identified'),
});
export type ProjectInput = z.output<typeof projectInput>;

/** Of a project that is added; its reference is the firms' own. */
export const newProjectInput = z.strictObject({
  reference: z.string().trim().min(1).max(100),
  ...projectInput.shape,
});
export type NewProjectInput = z.output<typeof newProjectInput>;

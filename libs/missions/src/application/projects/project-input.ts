import { z } from 'zod';
import { isSiren, say } from '@rebond/kernel';

const jobs = z
  .int(say`Un nombre entier d’emplois est attendu.`)
  .min(0, say`Un nombre d’emplois n’est pas négatif.`)
  .max(999_999);
const text = (longest: number, missing: string) => z.string(missing).trim().min(1, missing).max(longest);

/** A project as it is edited: the whole row. Amounts in euros. */
export const projectInput = z.strictObject({
  company: text(200, say`Donnez le nom de l’entreprise.`),
  title: text(300, say`Donnez l’intitulé du projet.`),
  capexEur: z.number(say`Un montant en euros est attendu.`).min(0, say`Un investissement n’est pas négatif.`),
  jobsPotential: jobs,
  jobsPlanned: jobs.default(0),
  isStructuring: z.boolean().default(false),
  siren: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .refine(isSiren, say`SIREN invalide (neuf chiffres).`)
    .optional(),
  /** A dropped project stays in the list and leaves the figures. */
  status: z.enum(['identified', 'dropped']).default('identified'),
});
export type ProjectInput = z.output<typeof projectInput>;

/** Of a project that is added; its reference is the firms' own. */
export const newProjectInput = z.strictObject({
  reference: text(100, say`Donnez la référence du projet.`),
  ...projectInput.shape,
});
export type NewProjectInput = z.output<typeof newProjectInput>;

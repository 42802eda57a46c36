import { z } from 'zod';
import { isSiren, say } from '@rebond/kernel';

/** Control characters and path separators: a name is shown, never used as a path. */
// eslint-disable-next-line no-control-regex -- what the name is cleared of
const UNSAFE = /[\u0000-\u001f\u007f/\\:]/g;

/** Keys of Upload-Metadata; others, which clients add by themselves, are ignored. */
export const uploadInput = z.object({
  filename: z
    .string({ error: say`Le nom du fichier (filename) est attendu.` })
    .transform((name) => name.normalize('NFC').replaceAll(UNSAFE, '_').trim())
    .pipe(
      z
        .string()
        .min(1, say`Le nom du fichier est vide.`)
        .max(255, say`Le nom du fichier dépasse 255 caractères.`),
    ),
  /** Key of a file field of the form; `block/field` in a row of a repeated block. */
  field: z
    .string({ error: say`La clé du champ du formulaire (field) est attendue.` })
    .max(130, say`La clé du champ dépasse 130 caractères.`),
  /** The EPCI whose piece it is, for a field answered per EPCI. */
  siren: z
    .string()
    .refine(isSiren, say`Ce SIREN est invalide.`)
    .optional(),
});
export type UploadInput = z.output<typeof uploadInput>;

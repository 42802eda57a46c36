import { z } from 'zod';
import { say } from '@rebond/kernel';

/** At most as many as a page of the worklist shows. */
export const BATCH_AT_MOST = 500;

const cases = z
  .array(z.strictObject({ id: z.uuid(), version: z.int().min(1) }))
  .min(1, say`Cochez au moins un dossier.`)
  .max(BATCH_AT_MOST);

/** One act on several cases, each with the version that was read. */
export const batchInput = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('admit'), cases }),
  z.strictObject({ act: z.literal('assign'), cases, officer: z.uuid(say`Choisissez à qui attribuer les dossiers.`) }),
  z.strictObject({ act: z.literal('release'), cases }),
  z.strictObject({ act: z.literal('ask-opinions'), cases }),
  z.strictObject({ act: z.literal('message'), cases, template: z.uuid(say`Choisissez un modèle de message.`) }),
  z.strictObject({ act: z.literal('read'), cases }),
]);
export type BatchInput = z.output<typeof batchInput>;
export type BatchAct = BatchInput['act'];

import type { Siren } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { Territories } from '@rebond/territories';
import type { Names } from './answer-text.js';
import type { FormState } from './read-form.js';

/** What looks like a SIREN in values of any shape; one that names no body is left out of the names. */
export const sirensIn = (...values: readonly unknown[]): Siren[] =>
  [...new Set(JSON.stringify(values).match(/(?<![0-9-])\d{9}(?![0-9-])/g) ?? [])] as Siren[];

/** Names of the bodies and documents that a form's answers point at, and those of what is being typed. */
export async function namesOf(
  tx: Tx,
  territories: Territories,
  { candidacy, answers, documents }: FormState,
  typed: unknown = null,
): Promise<Names> {
  const bodies = await territories.bodies(tx, sirensIn(candidacy.perimeter, answers.document, typed));
  return {
    bodies: new Map([...bodies].map(([siren, { name }]) => [siren, name])),
    documents: new Map(documents.map((one) => [one.id, one])),
  };
}

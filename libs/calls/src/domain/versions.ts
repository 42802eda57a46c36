import { canonicalJson } from '@rebond/kernel';
import type { CallDefinition } from './definition/definition.js';

/** The canonical spelling of a definition: what a published version hashes. */
export const definitionText = (definition: CallDefinition): string => canonicalJson(definition);

/** True when only the texts of mails and letters differ: a wave may then be re-pinned from one to the other. */
export function differsOnlyInTexts(a: CallDefinition, b: CallDefinition): boolean {
  return definitionText({ ...a, texts: {} }) === definitionText({ ...b, texts: {} });
}

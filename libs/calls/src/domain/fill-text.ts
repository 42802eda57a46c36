import { RefusedError, say } from '@rebond/kernel';
import type { CallDefinition } from './definition/definition.js';
import type { PlaceholderOf, TextName } from './definition/texts.js';

const PLACEHOLDER = /\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g;

/** Names held between `{{` and `}}`, each once. */
export const placeholdersOf = (template: string): string[] => [
  ...new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')),
];

/** True when braces are left once the well-formed placeholders are taken out. */
export const hasStrayBraces = (template: string): boolean => /\{\{|\}\}/.test(template.replace(PLACEHOLDER, ''));

/**
 * Replaces placeholders in plain text, in one pass: braces inside a value stay as they are, so no value can bring in
 * another one.
 * @throws RefusedError `missing-placeholder` when a value is missing
 */
export function fillText(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(PLACEHOLDER, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined)
      throw new RefusedError('missing-placeholder', say`Le texte attend une valeur pour « ${name} ».`, [], { name });
    return value;
  });
}

/**
 * The subject and body of one of a call's texts, filled. Every placeholder of that text must be given, whether the
 * definition uses it or not: the caller does not depend on what an operator wrote.
 * @throws RefusedError `missing-text` when the call has no such text
 */
export function fillCallText<Name extends TextName>(
  definition: Pick<CallDefinition, 'texts'>,
  name: Name,
  values: Readonly<Record<PlaceholderOf<Name>, string>>,
): { subject: string; body: string } {
  const text = definition.texts[name];
  if (!text) throw new RefusedError('missing-text', say`Cet appel n'a pas de texte « ${name} ».`, [], { name });
  // A subject is one line: a line break in a value must not start a mail header.
  return {
    subject: fillText(text.subject, values).replace(/\s+/g, ' ').trim(),
    body: fillText(text.body, values),
  };
}

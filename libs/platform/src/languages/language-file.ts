import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { type Fault, type Language, type Translation } from '@rebond/kernel';

/** French messages and what they are in another language; both in ICU's MessageFormat. */
const messages = z.record(z.string(), z.string());

interface Element {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

/** Kinds of elements that hold no argument (ICU's syntax tree): text, and the number of a plural. */
const LITERAL = 0;
const POUND = 7;

const argumentsIn = (elements: readonly Element[]): readonly string[] =>
  elements.flatMap(({ type, value, options }) => [
    ...(type === LITERAL || type === POUND || typeof value !== 'string' ? [] : [value]),
    ...Object.values(options ?? {}).flatMap((option) => argumentsIn(option.value)),
  ]);

const told = (format: IntlMessageFormat): string => [...new Set(argumentsIn(format.getAst()))].sort().join(', ');

function parsed(text: string, language: Language): IntlMessageFormat | null {
  try {
    return new IntlMessageFormat(text, [language, 'fr'], undefined, { ignoreTag: true });
  } catch {
    return null;
  }
}

/** What is wrong with a translation; null when nothing is. */
function faultOf(french: string, text: string, language: Language): string | null {
  const [source, made] = [parsed(french, 'fr'), parsed(text, language)];
  if (!source) return 'ce message français ne se lit pas';
  if (!made) return 'cette traduction ne se lit pas (MessageFormat d’ICU)';
  const [expected, given] = [told(source), told(made)];
  if (given === expected) return null;
  return `arguments attendus : ${expected || 'aucun'} ; donnés : ${given || 'aucun'}`;
}

/** A message without argument is itself; the others are parsed once, when they are first said. */
function translationOf(text: string, language: Language): Translation {
  if (!/[{}']/.test(text)) return () => text;
  let format: IntlMessageFormat | undefined;
  return (values) => {
    format ??= new IntlMessageFormat(text, [language, 'fr'], undefined, { ignoreTag: true });
    return String(format.format(values));
  };
}

export type LanguageFile =
  | { readonly faults: readonly Fault[] }
  | { readonly faults: null; readonly translations: ReadonlyMap<string, Translation> };

/**
 * Reads the text of a language's file, `{ "message français": "its translation" }`.
 * @returns every fault, each with the French message that it is about, or the translations
 */
export function readLanguageFile(language: Language, text: string): LanguageFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { faults: [{ pointer: '', code: 'not-json', detail: (error as Error).message }] };
  }
  const file = messages.safeParse(json);
  if (!file.success)
    return { faults: [{ pointer: '', code: 'not-messages', detail: 'un objet de textes est attendu' }] };
  // An empty text is one that nobody has translated yet.
  const all = Object.entries(file.data).filter(([, translation]) => translation !== '');
  const faults = all.flatMap(([french, translation]) => {
    const detail = faultOf(french, translation, language);
    return detail === null ? [] : [{ pointer: french, code: 'bad-translation', detail }];
  });
  if (faults.length > 0) return { faults };
  return {
    faults: null,
    translations: new Map(all.map(([french, translation]) => [french, translationOf(translation, language)])),
  };
}

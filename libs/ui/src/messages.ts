import { AsyncLocalStorage } from 'node:async_hooks';
import { IntlMessageFormat } from 'intl-messageformat';

/** A language by its tag (BCP 47); French is the one that every catalogue starts from. */
export type Language = string;

const current = new AsyncLocalStorage<Language>();

/** Languages that there are words in, French first. */
const spoken = new Set<Language>(['fr']);
export const languages = (): readonly Language[] => [...spoken];

/** Runs `work` with its messages in this language. */
export const inLanguage = <T>(language: Language, work: () => T): T => current.run(language, work);

/** The language of the page that is being made. */
export const language = (): Language => current.getStore() ?? 'fr';

export type Values = Readonly<Record<string, string | number>>;
type Messages = Readonly<Record<string, string>>;

/**
 * A room's words: messages in ICU's MessageFormat, French first. Another language is another catalogue with the same
 * keys. The keys are typed, so that a missing one does not compile.
 * @returns the message of a key, in the language of the page
 */
export function catalogue<const French extends Messages>(
  fr: French,
  others: Readonly<Record<string, Readonly<Record<keyof French, string>>>> = {},
): (key: keyof French & string, values?: Values) => string {
  const texts: Readonly<Record<string, Messages>> = { ...others, fr };
  for (const name of Object.keys(others)) spoken.add(name);
  const formats = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    const name = language();
    const text = texts[name]?.[key] ?? fr[key] ?? key;
    if (!text.includes('{') && !text.includes("'{")) return text;
    const asked = `${name} ${key}`;
    const format = formats.get(asked) ?? new IntlMessageFormat(text, name, undefined, { ignoreTag: true });
    formats.set(asked, format);
    return String(format.format(values));
  };
}

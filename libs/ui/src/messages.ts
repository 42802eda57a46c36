import { AsyncLocalStorage } from 'node:async_hooks';
import { IntlMessageFormat } from 'intl-messageformat';

/** A language by its tag (BCP 47); French is the one that every catalogue starts from. */
export type Language = string;

const current = new AsyncLocalStorage<Language>();

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
  const formats = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    const spoken = language();
    const text = texts[spoken]?.[key] ?? fr[key] ?? key;
    if (!text.includes('{') && !text.includes("'{")) return text;
    const name = `${spoken} ${key}`;
    const format = formats.get(name) ?? new IntlMessageFormat(text, spoken, undefined, { ignoreTag: true });
    formats.set(name, format);
    return String(format.format(values));
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';

/** A language by its tag (BCP 47). The source is written in French; other languages are translations of it. */
export type Language = string;

const FRENCH: Language = 'fr';

export type Value = string | number;
/** A message of another language, ready to be given its values. */
export type Translation = (values: Readonly<Record<string, Value>>) => string;

const current = new AsyncLocalStorage<Language>();
const translations = new Map<Language, ReadonlyMap<string, Translation>>();
let spoken: readonly Language[] = [FRENCH];

/** Teaches the process a language: its messages by the French ones. What it lacks is said in French. */
export function speak(name: Language, messages: ReadonlyMap<string, Translation>): void {
  translations.set(name, messages);
  spoken = [FRENCH, ...translations.keys()];
}

/** Languages that there are words in, French first. */
export const languages = (): readonly Language[] => spoken;

/** Runs `work`, and what it waits for, in a language. */
export const inLanguage = <T>(name: Language, work: () => T): T => current.run(name, work);

/** What the State writes, letters and mails and their documents, is in French whoever asks for it. */
export const inFrench = <T>(work: () => T): T => (translations.size === 0 ? work() : inLanguage(FRENCH, work));

/** The language of the work at hand; French outside of a request. */
export const language = (): Language => (translations.size === 0 ? FRENCH : (current.getStore() ?? FRENCH));

/** Something made once for each language in which it is asked for: a format, a collation. */
export function byLanguage<T>(make: (name: Language) => T): () => T {
  const made = new Map<Language, T>();
  return () => {
    const name = language();
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}

/** @returns a French message of a catalogue in the language of the work at hand; undefined where that has it in French only */
export const translated = (french: string, values: Readonly<Record<string, Value>> = {}): string | undefined =>
  translations.size === 0 ? undefined : translations.get(language())?.get(french)?.(values);

/** Text as a part of an ICU message: `'` quotes before a brace, and braces are arguments. */
const literal = (text: string): string => text.replace(/'(?=[{}]|$)|[{}]/g, (one) => (one === "'" ? "''" : `'${one}'`));

const keys = new WeakMap<TemplateStringsArray, string>();

/** A template as an ICU message: its values are `{0}`, `{1}`… */
function keyOf(texts: TemplateStringsArray): string {
  const known = keys.get(texts);
  if (known !== undefined) return known;
  const [first = '', ...others] = texts;
  const key = others.length === 0 ? literal(first) : texts.map(literal).join('\0');
  const numbered = others.reduce((text, _, i) => text.replace('\0', `{${i}}`), key);
  keys.set(texts, numbered);
  return numbered;
}

/**
 * Marks French that users read, so that it is listed for translators, and says it in the language of the work at hand:
 * say`Le SIREN ${siren} est inconnu.` What is said as a module loads is French: `said` then says it where it is shown.
 */
export function say(texts: TemplateStringsArray, ...values: readonly Value[]): string {
  const other = translations.size === 0 ? undefined : translated(keyOf(texts), Object.fromEntries(values.entries()));
  return other ?? String.raw({ raw: texts }, ...values);
}

/** Says a French sentence without values that was marked elsewhere; what is in another language already stays so. */
export const said = (french: string): string => translated(literal(french)) ?? french;

/** Marks a method that writes an act of the State: its words are French whoever asks for it. */
export function InFrench(_class: object, _name: string | symbol, descriptor: PropertyDescriptor): void {
  const method = descriptor.value as (...given: unknown[]) => unknown;
  descriptor.value = function (this: unknown, ...given: unknown[]): unknown {
    return inFrench(() => method.apply(this, given));
  };
}

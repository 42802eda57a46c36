import { IntlMessageFormat } from 'intl-messageformat';
import { translated, type Value } from '@rebond/kernel';

export type Values = Readonly<Record<string, Value>>;
type Messages = Readonly<Record<string, string>>;

/**
 * A room's words: French messages in ICU's MessageFormat. Another language has them by the French one, from its file.
 * The keys are typed, so that a missing one does not compile.
 * @returns the message of a key, in the language of the work at hand
 */
export function catalogue<const French extends Messages>(
  fr: French,
): (key: keyof French & string, values?: Values) => string {
  const formats = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    const text = fr[key] ?? key;
    const other = translated(text, values);
    if (other !== undefined) return other;
    if (!text.includes('{')) return text;
    const format = formats.get(key) ?? new IntlMessageFormat(text, 'fr', undefined, { ignoreTag: true });
    formats.set(key, format);
    return String(format.format(values));
  };
}

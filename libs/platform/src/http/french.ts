import { z } from 'zod';
import { byLanguage, plural, formatNumber, type Language, said, say } from '@rebond/kernel';

type Issue = z.core.$ZodRawIssue;
type Issues = { [Code in Issue['code']]: Extract<Issue, { code: Code }> };

const locales: Readonly<Record<string, () => { localeError: z.core.$ZodErrorMap }>> = z.locales;
const localeOf = (name: Language): z.core.$ZodErrorMap =>
  (locales[new Intl.Locale(name).language] ?? z.locales.fr)().localeError;

/** What zod says by itself, for what people rarely meet. */
const byItself = byLanguage(localeOf);

const EXPECTED: Readonly<Record<string, string>> = {
  string: say`Un texte est attendu.`,
  number: say`Un nombre est attendu.`,
  int: say`Un nombre entier est attendu.`,
  boolean: say`Oui ou non est attendu.`,
  array: say`Une liste est attendue.`,
  object: say`Plusieurs valeurs nommées sont attendues.`,
};

const FORMATS: Readonly<Record<string, string>> = {
  email: say`Cette adresse de courriel est invalide.`,
  url: say`Cette adresse (URL) est invalide.`,
  uuid: say`Cet identifiant est invalide.`,
  date: say`Cette date est invalide (AAAA-MM-JJ).`,
  datetime: say`Cet instant est invalide (AAAA-MM-JJTHH:MM:SSZ).`,
  time: say`Cette heure est invalide (HH:MM).`,
};

const UNITS: Readonly<Record<string, (n: number) => string>> = {
  string: (n) => plural(n, 'caractère', 'caractères'),
  array: (n) => plural(n, 'élément', 'éléments'),
  set: (n) => plural(n, 'élément', 'éléments'),
  file: (n) => plural(n, 'octet', 'octets'),
};

const sized = (limit: number | bigint, origin: string): string => (UNITS[origin] ?? formatNumber)(Number(limit));

function tooSmall({ minimum, inclusive, origin }: Issues['too_small']): string {
  if (origin === 'string' && minimum === 1) return say`Ce champ est à remplir.`;
  return inclusive === false ? say`Plus de ${sized(minimum, origin)}.` : say`Au moins ${sized(minimum, origin)}.`;
}

const tooBig = ({ maximum, inclusive, origin }: Issues['too_big']): string =>
  inclusive === false ? say`Moins de ${sized(maximum, origin)}.` : say`Au plus ${sized(maximum, origin)}.`;

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1
    ? say`La valeur attendue est ${String(values[0])}.`
    : say`Une de ces valeurs : ${values.join(', ')}.`;

const known = (sentence: string | undefined): string | undefined => sentence && said(sentence);

/** Why a value is refused, as a sentence for whoever typed it; undefined leaves it to zod's own. */
function sentence(issue: Issue): string | undefined {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the others are zod's own
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? say`Valeur obligatoire absente.` : known(EXPECTED[issue.expected]);
    case 'invalid_format':
      return known(FORMATS[issue.format]);
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    default:
      return undefined;
  }
}

// Once for the process: every schema, of the API, of the configuration and of files.
z.config({ localeError: (issue) => sentence(issue) ?? byItself()(issue) });

import { z } from 'zod';
import { formatNumber } from '@rebond/kernel';

type Issue = z.core.$ZodRawIssue;
type Issues = { [Code in Issue['code']]: Extract<Issue, { code: Code }> };

/** What zod says by itself, for what people rarely meet. */
const byItself = z.locales.fr().localeError;

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'Un texte est attendu.',
  number: 'Un nombre est attendu.',
  int: 'Un nombre entier est attendu.',
  boolean: 'Oui ou non est attendu.',
  array: 'Une liste est attendue.',
  object: 'Plusieurs valeurs nommées sont attendues.',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'Cette adresse de courriel est invalide.',
  url: 'Cette adresse (URL) est invalide.',
  uuid: 'Cet identifiant est invalide.',
  date: 'Cette date est invalide (AAAA-MM-JJ).',
  datetime: 'Cet instant est invalide (AAAA-MM-JJTHH:MM:SSZ).',
  time: 'Cette heure est invalide (HH:MM).',
};

const UNITS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  string: ['caractère', 'caractères'],
  array: ['élément', 'éléments'],
  set: ['élément', 'éléments'],
  file: ['octet', 'octets'],
};

const sized = (limit: number | bigint, origin: string): string => {
  const [one, several] = UNITS[origin] ?? ['', ''];
  return `${formatNumber(Number(limit))} ${Number(limit) >= 2 ? several : one}`.trim();
};

function tooSmall({ minimum, inclusive, origin }: Issues['too_small']): string {
  if (origin === 'string' && minimum === 1) return 'Ce champ est à remplir.';
  return inclusive === false ? `Plus de ${sized(minimum, origin)}.` : `Au moins ${sized(minimum, origin)}.`;
}

const tooBig = ({ maximum, inclusive, origin }: Issues['too_big']): string =>
  inclusive === false ? `Moins de ${sized(maximum, origin)}.` : `Au plus ${sized(maximum, origin)}.`;

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? `La valeur attendue est ${String(values[0])}.` : `Une de ces valeurs : ${values.join(', ')}.`;

/** Why a value is refused, as a sentence for whoever typed it; undefined leaves it to zod's own. */
function sentence(issue: Issue): string | undefined {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the others are zod's own
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Valeur obligatoire absente.' : EXPECTED[issue.expected];
    case 'invalid_format':
      return FORMATS[issue.format];
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

// Once for the process: every schema, of the API, of the configuration and of files, answers in French.
z.config({ localeError: (issue) => sentence(issue) ?? byItself(issue) });

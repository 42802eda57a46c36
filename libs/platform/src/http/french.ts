import { z } from 'zod';
import { formatNumber, say } from '@rebond/kernel';

type Issue = z.core.$ZodRawIssue;
type Issues = { [Code in Issue['code']]: Extract<Issue, { code: Code }> };

/** What zod says by itself, for what people rarely meet. */
const byItself = z.locales.fr().localeError;

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

const UNITS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  string: [say`caractère`, say`caractères`],
  array: [say`élément`, say`éléments`],
  set: [say`élément`, say`éléments`],
  file: ['octet', 'octets'],
};

const sized = (limit: number | bigint, origin: string): string => {
  const [one, several] = UNITS[origin] ?? ['', ''];
  return `${formatNumber(Number(limit))} ${Number(limit) >= 2 ? several : one}`.trim();
};

function tooSmall({ minimum, inclusive, origin }: Issues['too_small']): string {
  if (origin === 'string' && minimum === 1) return say`Ce champ est à remplir.`;
  return inclusive === false ? `Plus de ${sized(minimum, origin)}.` : `Au moins ${sized(minimum, origin)}.`;
}

const tooBig = ({ maximum, inclusive, origin }: Issues['too_big']): string =>
  inclusive === false ? `Moins de ${sized(maximum, origin)}.` : `Au plus ${sized(maximum, origin)}.`;

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1
    ? say`La valeur attendue est ${String(values[0])}.`
    : say`Une de ces valeurs : ${values.join(', ')}.`;

/** Why a value is refused, as a sentence for whoever typed it; undefined leaves it to zod's own. */
function sentence(issue: Issue): string | undefined {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the others are zod's own
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? say`Valeur obligatoire absente.` : EXPECTED[issue.expected];
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

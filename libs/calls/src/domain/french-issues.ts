import type { z } from 'zod';
import { said, say } from '@rebond/kernel';

type RawIssue = z.core.$ZodRawIssue;
type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: say`un texte`,
  number: say`un nombre`,
  int: say`un nombre entier`,
  boolean: say`oui ou non (true, false)`,
  array: say`une liste`,
  object: say`un objet`,
  record: say`un objet`,
};
const UNITS: Readonly<Record<string, (n: number) => string>> = {
  string: (n) => say`${String(n)} caractère(s)`,
  array: (n) => say`${String(n)} élément(s)`,
};
const sized = (limit: number | bigint, origin: string): string => (UNITS[origin] ?? String)(Number(limit));
const FORMATS: Readonly<Record<string, string>> = {
  email: say`adresse électronique invalide`,
  date: say`date attendue sous la forme AAAA-MM-JJ`,
  uuid: say`identifiant de document invalide`,
};

/** French sentence for one fault that zod found; to be given as `error` when parsing. */
export function frenchError(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? say`valeur obligatoire absente`
        : say`attendu ${said(KINDS[issue.expected] ?? issue.expected)}`;
    case 'unrecognized_keys':
      return say`clé inconnue : ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return say`valeur attendue : ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.inclusive === false
        ? say`plus de ${sized(issue.minimum, issue.origin)}`
        : say`au moins ${sized(issue.minimum, issue.origin)}`;
    case 'too_big':
      return issue.inclusive === false
        ? say`moins de ${sized(issue.maximum, issue.origin)}`
        : say`au plus ${sized(issue.maximum, issue.origin)}`;
    case 'not_multiple_of':
      return say`multiple de ${String(issue.divisor)} attendu`;
    case 'invalid_format':
      return said(FORMATS[issue.format] ?? say`forme invalide`);
    case 'invalid_key':
      return say`clé invalide`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_union':
      return say`valeur invalide`;
  }
}

/** One fault with the path of the faulty value from the root. */
export interface LocatedIssue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly reason: string;
}

/**
 * Flattens zod's issues: one per unknown key, and for a union the faults of the branch that was obviously meant
 * (the one with strictly fewest), else the union's own sentence.
 */
export function locate(issues: readonly Issue[], base: readonly PropertyKey[] = []): LocatedIssue[] {
  return issues.flatMap((issue): LocatedIssue[] => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'unknown-key',
        reason: say`clé inconnue : ${key}`,
      }));
    if (issue.code === 'invalid_union') {
      const [best, second] = [...issue.errors].sort((a, b) => a.length - b.length);
      if (best && (!second || best.length < second.length)) return locate(best, path);
    }
    // What is wrong with a record's key is said by the schema of the key.
    const reason = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    return [{ path, code: issue.code.replaceAll('_', '-'), reason }];
  });
}

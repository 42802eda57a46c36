import { RefusedError } from '@rebond/kernel';

/** @throws RefusedError that names every variable that is missing */
export function fromEnvironment<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0)
    throw new RefusedError('bad-configuration', `Il manque dans l'environnement : ${missing.join(', ')}.`);
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? ''])) as Record<Name, string>;
}

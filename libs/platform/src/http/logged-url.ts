/** Links whose address is the secret, and what an identity provider puts into the address it leads back to. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/^((?:\/connexion)?\/lien\/)[^/?]+/, '$1…'],
  [/^(\/connexion\/proconnect\/retour)\?.*$/, '$1?…'],
];

/** An address as logs may keep it. */
export const loggedUrl = (url: string): string =>
  SECRETS.reduce((text, [secret, rest]) => text.replace(secret, rest), url);

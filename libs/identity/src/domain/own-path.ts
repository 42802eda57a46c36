const LONGEST = 1_000;
/** Ways in and out, and links that serve once: nobody is sent back there. */
const NOT_BACK = /^\/(connexion|deconnexion|lien|reprise\/envoi)(\/|\?|$)/;

/**
 * Where to go after signing in: an address of this site as a browser understands it, or the first page. A browser takes
 * `//site` and `/\site` for another site, and leaves tabs and line ends out.
 */
export function ownPath(text: unknown): string {
  if (typeof text !== 'string' || text.length > LONGEST) return '/';
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return '/';
  const url = URL.parse(text, 'http://site.invalid');
  if (url?.origin !== 'http://site.invalid' || !url.pathname.startsWith('/') || url.pathname.startsWith('//'))
    return '/';
  return NOT_BACK.test(url.pathname) ? '/' : `${url.pathname}${url.search}${url.hash}`;
}

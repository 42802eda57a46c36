import { loggedUrl } from './logged-url.js';

it.each([
  ['/lien/abc-DEF_1', '/lien/…'],
  ['/lien/abc?x=1', '/lien/…?x=1'],
  ['/connexion/lien/abc', '/connexion/lien/…'],
  ['/connexion/proconnect/retour?code=abc&state=def', '/connexion/proconnect/retour?…'],
  ['/candidatures/1?etat=draft', '/candidatures/1?etat=draft'],
])('the log keeps no secret of %s', (url, logged) => expect(loggedUrl(url)).toBe(logged));

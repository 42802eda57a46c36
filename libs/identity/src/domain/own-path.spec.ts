import { ownPath } from './own-path.js';

describe('where a sign-in leads back to', () => {
  it.each(['/candidatures', '/dossiers?etat=submitted&page=2', '/candidatures/x/formulaire#suite', '/'])(
    'is the page that was asked: %s',
    (path) => expect(ownPath(path)).toBe(path),
  );

  it.each([
    ['another site', 'https://ailleurs.example/'],
    ['another site without its scheme', '//ailleurs.example/'],
    ['another site by a backslash', '/\\ailleurs.example/'],
    ['another site behind dots', '/..//ailleurs.example/'],
    ['another site behind a dot', '/.//ailleurs.example/'],
    ['another site behind a tab', '/\t/ailleurs.example/'],
    ['a script', 'javascript:alert(1)'],
    ['a relative address', 'dossiers'],
    ['a header of its own', '/a\r\nset-cookie: b=c'],
    ['the page to sign in', '/connexion?retour=/'],
    ['a link that serves once', '/lien/abc'],
    ['what is no text', ['/a', '/b']],
    ['nothing', undefined],
    ['too much', `/${'a'.repeat(1_000)}`],
  ])('is the first page instead of %s', (_, path) => expect(ownPath(path)).toBe('/'));
});

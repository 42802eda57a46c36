import { csrfOf, isSameCsrf } from './csrf.js';

const token = csrfOf('session');

it('is another text in each page, and good for every page of the session', () => {
  const pages = Array.from({ length: 100 }, () => csrfOf('session'));
  expect(new Set(pages).size).toBe(100);
  expect(pages.every((one) => isSameCsrf(one, token))).toBe(true);
});

it.each([
  ['another session’s', csrfOf('another')],
  ['one sign changed', `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`],
  ['cut short', token.slice(0, -2)],
  ['nothing under a mask', Buffer.alloc(64).toString('base64url')],
  ['the empty text', ''],
  ['no text', [token]],
  ['absent', undefined],
])('a token is refused when it is %s', (_, given) => expect(isSameCsrf(given, token)).toBe(false));

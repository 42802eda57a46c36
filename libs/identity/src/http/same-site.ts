import type { FastifyRequest } from 'fastify';
import { ForbiddenError, say } from '@rebond/kernel';
import { FORM_CSRF } from '@rebond/platform';
import { isSameCsrf } from '../application/sessions/csrf.js';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isSafe = (request: FastifyRequest): boolean => SAFE.has(request.method);

/** Whether the browser says that one of our own pages asks. Old ones say nothing: then the origin, or nothing, decides. */
export function isOurs(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  return origin === undefined ? false : URL.canParse(origin) && new URL(origin).host === request.host;
}

/** Whether a form or a script carries the session's token. */
export function carries(request: FastifyRequest, csrf: string): boolean {
  const body = request.body as Readonly<Record<string, unknown>> | null | undefined;
  return isSameCsrf(request.headers['x-csrf-token'] ?? body?.[FORM_CSRF], csrf);
}

/**
 * Refuses an unsafe request that another site may have made in the reader's name. A form or a script of ours carries the
 * session's token; files, whose form is read by its handler as it comes, and forms before any session have the word of
 * the browser.
 * @param csrf the session's token, or null before any session
 * @throws ForbiddenError `cross-site`
 */
export function requireOurOwn(request: FastifyRequest, csrf: string | null): void {
  if (isSafe(request)) return;
  const isMultipart = (request.headers['content-type'] ?? '').startsWith('multipart/');
  if (csrf !== null && carries(request, csrf)) return;
  if ((csrf === null || isMultipart) && isOurs(request)) return;
  throw new ForbiddenError(
    'cross-site',
    say`Cette demande ne vient pas d’une page de ce site, ou la page a vieilli : rechargez-la et recommencez.`,
  );
}

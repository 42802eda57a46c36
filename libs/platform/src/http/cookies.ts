import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface CookieOptions {
  /** 0 removes it; absent: until the browser closes. */
  readonly maxAgeSeconds?: number;
  readonly path?: string;
  /** `Lax` unless said: sent when a link of a mail leads here, never with a form of another site. */
  readonly sameSite?: 'lax' | 'strict';
}

/** The value of a cookie, or null. */
export const cookieOf = (request: FastifyRequest, name: string): string | null =>
  parseCookie(request.headers.cookie ?? '')[name] || null;

/** Sets a cookie that no script reads, and that only encrypted requests carry wherever the site is encrypted. */
export function setCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  { maxAgeSeconds, path = '/', sameSite = 'lax' }: CookieOptions = {},
): void {
  const secure = reply.request.protocol === 'https';
  const cookie = stringifySetCookie({
    name,
    value,
    path,
    httpOnly: true,
    sameSite,
    secure,
    ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  });
  void reply.header('set-cookie', cookie);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, setCookie } from '@rebond/platform';
import { LONGEST_HOURS } from '../application/sessions/sessions.js';

/** With `__Host-` a browser takes it only encrypted, from this host and for all of it (RFC 6265bis §4.1.3.2). */
const nameFor = (request: FastifyRequest, name: string): string =>
  request.protocol === 'https' ? `__Host-${name}` : name;

/** A cookie of the way in: a secret that only this browser holds. */
const secretCookie = (name: string, maxAgeSeconds: number) => ({
  of: (request: FastifyRequest): string | null => cookieOf(request, nameFor(request, name)),
  keep: (reply: FastifyReply, value: string): void =>
    setCookie(reply, nameFor(reply.request, name), value, { maxAgeSeconds }),
  clear: (reply: FastifyReply): void => setCookie(reply, nameFor(reply.request, name), '', { maxAgeSeconds: 0 }),
});

const session = secretCookie('rebond', LONGEST_HOURS * 3600);
export const sessionOf = session.of;
export const keepSession = session.keep;
export const clearSession = session.clear;

/** The browser that asked for a code: the code is worth something in it alone. */
export const SIGN_IN_COOKIE = secretCookie('rebond-connexion', 15 * 60);
/** The browser whose form was kept. */
export const KEPT_FORM_COOKIE = secretCookie('rebond-formulaire', 24 * 3600);
/** State, nonce and verifier of a way in by the identity provider. */
export const OPENID_COOKIE = secretCookie('rebond-openid', 10 * 60);

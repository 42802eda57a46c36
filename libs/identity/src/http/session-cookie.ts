import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, setCookie } from '@rebond/platform';
import { LONGEST_HOURS } from '../application/sessions/sessions.js';

/** With `__Host-` a browser takes it only encrypted, from this host and for all of it (RFC 6265bis §4.1.3.2). */
const nameFor = (request: FastifyRequest): string => (request.protocol === 'https' ? '__Host-rebond' : 'rebond');

export const sessionOf = (request: FastifyRequest): string | null => cookieOf(request, nameFor(request));

export const keepSession = (reply: FastifyReply, token: string): void =>
  setCookie(reply, nameFor(reply.request), token, { maxAgeSeconds: LONGEST_HOURS * 3600 });

export const clearSession = (reply: FastifyReply): void =>
  setCookie(reply, nameFor(reply.request), '', { maxAgeSeconds: 0 });

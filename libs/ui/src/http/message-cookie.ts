import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, setCookie } from '@rebond/platform';

const NAME = 'rebond-message';
const LONGEST = 1_000;

/** What the last act has to say, for the page that follows it. */
export function messageOf(request: FastifyRequest): string | null {
  const value = cookieOf(request, NAME);
  return value === null ? null : Buffer.from(value, 'base64url').toString().slice(0, LONGEST);
}

export const keepMessage = (reply: FastifyReply, message: string): void =>
  setCookie(reply, NAME, Buffer.from(message.slice(0, LONGEST)).toString('base64url'), { maxAgeSeconds: 60 });

export const clearMessage = (reply: FastifyReply): void => setCookie(reply, NAME, '', { maxAgeSeconds: 0 });

import type { FastifyReply, FastifyRequest } from 'fastify';
import { redirect, type Redirection } from '@rebond/ui';
import type { Browser, Entered } from '../../application/sign-in/enter.js';
import { t } from '../../messages.fr.js';
import { keepSession, sessionOf, SIGN_IN_COOKIE } from '../session-cookie.js';
import { wayOn } from '../start.js';

export const browserOf = (request: FastifyRequest): Browser => ({
  agent: request.headers['user-agent'],
  before: sessionOf(request),
});

/** Hands the browser its session, and leads on: the first time, to what makes the next sign-in need no mail. */
export function goIn(reply: FastifyReply, { secret, isFirst, role }: Entered, returnTo: string): Redirection {
  keepSession(reply, secret);
  SIGN_IN_COOKIE.clear(reply);
  const to = wayOn(returnTo, role);
  return redirect(isFirst ? `/compte/application?retour=${encodeURIComponent(to)}` : to, t('signIn.done'));
}

import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UnauthenticatedError } from '@rebond/kernel';
import { isForm, type FormBody } from '@rebond/platform';
import { KeptForms } from '../../application/kept-forms/kept-forms.js';
import { carries, isOurs } from '../same-site.js';
import { KEPT_FORM_COOKIE, sessionOf } from '../session-cookie.js';

/** Keeps what a page's form sent when its session had ended, or had become another. */
@Injectable()
export class LostForms {
  constructor(private readonly forms: KeptForms) {}

  /**
   * @param isAllowed whether who asks may do it without signing in (again)
   * @throws UnauthenticatedError `session-ended` once the form is kept: the error page leads to sign in, then back to it
   */
  async keep(request: FastifyRequest, reply: FastifyReply, isAllowed: boolean): Promise<void> {
    if (request.headers.authorization !== undefined || !isForm(request) || !isOurs(request)) return;
    const visitor = request.visitor ?? null;
    const isLost = visitor === null ? !isAllowed : !carries(request, visitor.csrf);
    if (!isLost || !request.receivedAt) return;
    const secret = await this.forms.keep(
      {
        path: request.url,
        fields: request.body as FormBody,
        session: sessionOf(request),
        network: request.ip,
      },
      request.receivedAt,
    );
    KEPT_FORM_COOKIE.keep(reply, secret);
    request.isFormKept = true;
    throw new UnauthenticatedError('session-ended', 'Votre session a pris fin : reconnectez-vous, rien n’est perdu.');
  }
}

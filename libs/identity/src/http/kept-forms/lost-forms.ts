import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { say, UnauthenticatedError } from '@rebond/kernel';
import {
  discardAll,
  Files,
  isForm,
  isFormWithFiles,
  receiveForm,
  SYSTEM,
  Transactions,
  type FormBody,
  type ReceivedForm,
} from '@rebond/platform';
import { KeptFiles } from '../../application/kept-forms/kept-files.js';
import { KeptForms } from '../../application/kept-forms/kept-forms.js';
import { carries, isOurs } from '../same-site.js';
import { KEPT_FORM_COOKIE, sessionOf } from '../session-cookie.js';

/** The field by which a kept form says that files were sent with it. */
export const KEPT_FILES = '_fichiers';
/** No form takes more or larger ones; what its own field takes is asked when it is sent again. */
const LIMITS = { maxFileBytes: 100_000_000, maxFiles: 10 };

const ended = (): UnauthenticatedError =>
  new UnauthenticatedError('session-ended', say`Votre session a pris fin : reconnectez-vous, rien n’est perdu.`);

/** Keeps what a page's form sent when its session had ended, or had become another. */
@Injectable()
export class LostForms {
  constructor(
    private readonly forms: KeptForms,
    private readonly keptFiles: KeptFiles,
    private readonly files: Files,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @param isAllowed whether who asks may do it without signing in (again)
   * @throws UnauthenticatedError `session-ended` once the form is kept: the error page leads to sign in, then back to it
   */
  async keep(request: FastifyRequest, reply: FastifyReply, isAllowed: boolean): Promise<void> {
    if (request.headers.authorization !== undefined || !isOurs(request)) return;
    const { visitor = null } = request;
    if (isForm(request)) {
      const isLost = visitor === null ? !isAllowed : !carries(request, visitor.csrf);
      if (isLost) await this.store(request, reply, { fields: request.body as FormBody, files: [] });
    } else if (isFormWithFiles(request) && visitor === null && !isAllowed) await this.keepWithFiles(request, reply);
  }

  /** The files of a kept form, to the handler that it is sent to again. */
  async giveBack(request: FastifyRequest): Promise<void> {
    const { actor, receivedAt } = request;
    const secret = KEPT_FORM_COOKIE.of(request);
    if (!isForm(request) || (request.body as FormBody)[KEPT_FILES] === undefined) return;
    if (secret === null || !receivedAt || !actor?.personId) return;
    const { personId } = actor;
    const kept = await this.transactions.run(SYSTEM, (tx) => this.forms.read(tx, secret, personId), { at: receivedAt });
    request.keptFiles = await this.keptFiles.giveBack(kept?.files ?? []);
  }

  /** Bytes are taken only from who had a session here: anybody else's form is not read at all. */
  private async keepWithFiles(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const session = sessionOf(request);
    if (session === null || !request.receivedAt) return;
    if ((await this.forms.authorOf(session, request.receivedAt)) === null) return;
    const received = await receiveForm(request, this.files, LIMITS);
    try {
      await this.store(request, reply, received);
    } catch (error) {
      if (!request.isFormKept) await discardAll(this.files, received.files);
      throw error;
    }
  }

  private async store(request: FastifyRequest, reply: FastifyReply, form: ReceivedForm): Promise<void> {
    if (!request.receivedAt) return;
    const secret = await this.forms.keep(
      { ...form, path: request.url, session: sessionOf(request), network: request.ip },
      request.receivedAt,
    );
    KEPT_FORM_COOKIE.keep(reply, secret);
    request.isFormKept = true;
    throw ended();
  }
}

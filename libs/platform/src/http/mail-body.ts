import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { say, UnsupportedMediaError } from '@rebond/kernel';

/** Largest mail that is taken in, in bytes: about 20 MB of attachments once encoded. A larger one is cut off. */
const MAIL_LIMIT = 28 * 1_048_576;

/** Bodies of `message/rfc822`: a whole mail, as it came, handed on by the operator's mail server. */
export function acceptMail(fastify: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  fastify.addContentTypeParser('message/rfc822', { parseAs: 'buffer', bodyLimit: MAIL_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
}

/** The mail in the body of a request. @throws UnsupportedMediaError when it is none */
export const MailBody = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body))
    throw new UnsupportedMediaError('mail-expected', say`Envoyez un courriel entier (message/rfc822).`);
  return body;
});

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { say, UnsupportedMediaError } from '@rebond/kernel';
import type { CsvFile } from '../csv/fault.js';

/** Largest CSV that a request may carry, in bytes; a larger one is cut off while it is read. */
const CSV_LIMIT = 5 * 1_048_576;

/** Bodies of `text/csv` are kept as bytes: the reader of the file decides on their encoding, and says where it fails. */
export function acceptCsv(fastify: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: CSV_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
}

/** The CSV in the body of a request, named `corps` in its faults. @throws UnsupportedMediaError when it is none */
export const CsvBody = createParamDecorator((_: unknown, context: ExecutionContext): CsvFile => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body)) throw new UnsupportedMediaError('csv-expected', say`Envoyez un fichier CSV (text/csv).`);
  return { name: 'corps', bytes: body };
});

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** Content codings that are spoken here, the better first. */
const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** Below it, in bytes, an answer fits into one packet either way. */
const WORTH_BYTES = 1_024;
const TEXTS = /^(?:text\/(?:html|css|javascript)|application\/(?:json|problem\+json|manifest\+json)|image\/svg\+xml)\b/;
/** Between the fastest and the densest: each answer is made for one reader. */
const BROTLI_QUALITY = 4;

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** The coding to answer in, by the header Accept-Encoding (RFC 9110 §12.5.3); null: as it is. */
export function codingFor(accepted: string | readonly string[] | undefined): Coding | null {
  const spoken = new Negotiator({ headers: { 'accept-encoding': String(accepted ?? '') } }).encodings([...CODINGS]);
  return CODINGS.find((coding) => spoken.includes(coding)) ?? null;
}

export function compress(coding: Coding, content: string | Buffer): Promise<Buffer> {
  if (coding === 'gzip') return inGzip(content);
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return inBrotli(content, { params });
}

/**
 * Whether the reader asked, not another site in the reader's name: that site could put guesses into the address and
 * learn from the length of the answer what stands beside them (BREACH). Without a cookie the answer holds nobody's.
 */
function isOwnWish({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return headers.cookie === undefined || site === 'same-origin' || site === 'none';
}

/** A text of some length, whole, and without a validator, which would be of these very bytes. */
const isCompressible = (reply: FastifyReply, payload: unknown): payload is string | Buffer =>
  (typeof payload === 'string' || Buffer.isBuffer(payload)) &&
  payload.length >= WORTH_BYTES &&
  reply.statusCode !== 206 &&
  !reply.hasHeader('content-encoding') &&
  !reply.hasHeader('etag') &&
  TEXTS.test(String(reply.getHeader('content-type')));

function varyByCoding(reply: FastifyReply): void {
  const known = String(reply.getHeader('vary') ?? '');
  if (!known.includes('accept-encoding'))
    void reply.header('vary', known === '' ? 'accept-encoding' : `${known}, accept-encoding`);
}

/** Compresses answers as they leave; what a handler has compressed itself stays as it is. */
export function compressAnswers(fastify: Pick<FastifyInstance, 'addHook'>): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!isCompressible(reply, payload)) {
      done(null, payload);
      return;
    }
    varyByCoding(reply);
    const coding = isOwnWish(request) ? codingFor(request.headers['accept-encoding']) : null;
    if (coding === null) {
      done(null, payload);
      return;
    }
    compress(coding, payload).then(
      (compressed) => {
        void reply.header('content-encoding', coding).removeHeader('content-length');
        done(null, compressed);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  });
}

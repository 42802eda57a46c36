import type {} from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { Files } from './files.js';

export interface Download {
  readonly filename: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Sends a stored content as an attachment, streamed, whole or by ranges (RFC 9110 §14). The browser neither guesses
 * its type nor runs it.
 * @throws Error when the store does not hold what the row says
 */
export async function sendDownload(reply: FastifyReply, files: Files, download: Download): Promise<void> {
  const etag = `"${download.sha256}"`;
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  const seen = reply.request.headers['if-none-match'];
  if (seen?.split(',').some((one) => one.trim() === etag || one.trim() === '*')) {
    await reply.status(304).send();
    return;
  }
  const size = await files.sizeOf(download.sha256);
  if (size !== download.sizeBytes)
    throw new Error(`The store holds ${String(size)} of ${download.sizeBytes} bytes of ${download.sha256}`);
  void reply
    .type(download.mediaType)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  await reply.download(files.relativePath(download.sha256), download.filename, {
    etag: false,
    lastModified: false,
    cacheControl: false,
    contentType: false,
    acceptRanges: true,
  });
}

import type { FastifyReply } from 'fastify';

/** Letters, digits and a few marks: a name that every system takes. */
const plainName = (name: string): string => name.normalize('NFD').replace(/[^\w.-]+/g, '-');

/**
 * Sends a document made on demand, that nobody keeps.
 * @param as `inline`: to be read in the window that asks for it
 */
export async function sendPdf(
  reply: FastifyReply,
  filename: string,
  pdf: Buffer,
  as: 'attachment' | 'inline' = 'attachment',
): Promise<void> {
  await reply
    .type('application/pdf')
    .header('content-disposition', `${as}; filename="${plainName(filename)}"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(pdf);
}

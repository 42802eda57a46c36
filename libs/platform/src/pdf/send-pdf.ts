import type { FastifyReply } from 'fastify';

/** Letters, digits and a few marks: a name that every system takes. */
const plainName = (name: string): string => name.normalize('NFD').replace(/[^\w.-]+/g, '-');

/** Sends a document made on demand, as an attachment that nobody keeps. */
export async function sendPdf(reply: FastifyReply, filename: string, pdf: Buffer): Promise<void> {
  await reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${plainName(filename)}"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(pdf);
}

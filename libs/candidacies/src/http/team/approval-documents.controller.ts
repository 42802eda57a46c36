import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Act, actorOfLink, OneTimeLinks, UuidPipe } from '@rebond/identity';
import { AbsentError, type DocumentId } from '@rebond/kernel';
import { Ctx, Files, sendDownload, Transactions, type RequestContext } from '@rebond/platform';
import { PageRoute } from '@rebond/ui';
import { APPROVAL } from '../../application/approval/ask-approval.js';
import { readDocument } from '../../application/documents/document-rows.js';

/** Documents of a file that is read through an approval's link, as long as the link is open. */
@Controller('lien/:token/documents')
export class ApprovalDocumentsController {
  constructor(
    private readonly links: OneTimeLinks,
    private readonly transactions: Transactions,
    private readonly files: Files,
  ) {}

  @Get(':documentId')
  @Act('link.use')
  @PageRoute()
  async download(
    @Ctx() ctx: RequestContext,
    @Param('token') token: string,
    @Param('documentId', UuidPipe) documentId: DocumentId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = await this.links.look(token, ctx.receivedAt);
    if (link?.state !== 'open' || link.purpose !== APPROVAL || link.candidacyId === null) throw new AbsentError();
    const { candidacyId } = link;
    const document = await this.transactions.run(
      { ...actorOfLink(link), readOnly: true },
      (tx) => readDocument(tx, candidacyId, documentId),
      { at: ctx.receivedAt, traceId: ctx.traceId },
    );
    await sendDownload(reply, this.files, document);
  }
}

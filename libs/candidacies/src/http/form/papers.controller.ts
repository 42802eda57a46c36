import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, sendPdf, Verbs, type RequestContext } from '@rebond/platform';
import { PageRoute } from '@rebond/ui';
import { receiptQuery } from './deposit.controller.js';
import { Papers } from '../../application/papers/papers.js';

const bodyQuery = z.object({
  /** The member that votes; the lead when it is not said. */
  siren: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
});

/** Papers to sign, made on demand. */
@Controller('candidatures/:id')
export class PapersController {
  constructor(
    private readonly verbs: Verbs,
    private readonly papers: Papers,
  ) {}

  @Get('projet-de-deliberation.pdf')
  @Act('candidacy.edit')
  @PageRoute()
  async deliberation(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: bodyQuery }) { siren }: z.output<typeof bodyQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const draft = await this.verbs.read(ctx, (tx) => this.papers.deliberation(tx, id, siren ?? null));
    await sendPdf(reply, draft.filename, await this.papers.deliberationPdf(draft));
  }

  @Get('depot/recepisse.pdf')
  @Act('candidacy.edit')
  @PageRoute()
  async receipt(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: receiptQuery }) { n }: z.output<typeof receiptQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const draft = await this.verbs.read(ctx, (tx) => this.papers.receipt(tx, id, n ?? null));
    await sendPdf(reply, draft.filename, await this.papers.receiptPdf(draft));
  }

  @Get('dossier.pdf')
  @Act('candidacy.edit')
  @PageRoute()
  async file(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const draft = await this.verbs.read(ctx, (tx) => this.papers.file(tx, id));
    await sendPdf(reply, draft.filename, await this.papers.filePdf(draft));
  }
}

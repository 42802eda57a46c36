import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Files, sendDownload, Verbs, type RequestContext } from '@rebond/platform';
import {
  ProveNotification,
  proveNotificationInput,
  strikeNoticeInput,
  type ProveNotificationInput,
} from '../../application/evidence/prove-notification.js';
import type { PostalNoticeId } from '../../domain/postal-notice.js';

/** Registered letters that prove the notification of a decision on a case. */
@ApiTags('Recours')
@Controller('api/candidacies/:id/postal-notices')
export class PostalNoticesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly proving: ProveNotification,
    private readonly files: Files,
  ) {}

  @Get()
  @Act('notification.read')
  async list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId) {
    return { items: await this.verbs.read(ctx, (tx) => this.proving.list(tx, id)) };
  }

  /** Records a proof; limits of appeals run from it. What was scanned comes by the portal's form. */
  @Post()
  @Act('notification.prove')
  record(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: proveNotificationInput }) body: ProveNotificationInput,
  ) {
    return this.proving.record(ctx, id, body);
  }

  /** Strikes a proof that was mistaken. */
  @Post(':noticeId/striking')
  @HttpCode(200)
  @Act('notification.prove')
  strike(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('noticeId', UuidPipe) noticeId: PostalNoticeId,
    @Body({ schema: strikeNoticeInput }) body: z.output<typeof strikeNoticeInput>,
  ) {
    return this.proving.strike(ctx, id, noticeId, body);
  }

  /** The slip or the envelope that was scanned, whole or by ranges. */
  @Get(':noticeId/scan')
  @Act('notification.read')
  async scan(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('noticeId', UuidPipe) noticeId: PostalNoticeId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const scan = await this.verbs.read(ctx, (tx) => this.proving.scan(tx, id, noticeId));
    await sendDownload(reply, this.files, scan);
  }
}

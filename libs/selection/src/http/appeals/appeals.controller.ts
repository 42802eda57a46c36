import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Files, SeenVersion, sendDownload, Verbs, type RequestContext } from '@rebond/platform';
import {
  ConcludeAppeal,
  concludeAppealInput,
  type ConcludeAppealInput,
} from '../../application/appeals/conclude-appeal.js';
import { JoinFiles } from '../../application/appeals/join-files.js';
import { ReadAppeals } from '../../application/appeals/read-appeals.js';
import {
  RegisterAppeal,
  registerAppealInput,
  type RegisterAppealInput,
} from '../../application/appeals/register-appeal.js';
import type { AppealId } from '../../domain/appeals/appeal.js';

@ApiTags('Recours')
@Controller('api/appeals')
export class AppealsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadAppeals,
  ) {}

  /** Appeals on every case: those that await an answer first, the one that silence rejects soonest at the head. */
  @Get()
  @Act('selection.read')
  async list(@Ctx() ctx: RequestContext) {
    return { items: await this.verbs.read(ctx, (tx) => this.reading.followed(tx)) };
  }
}

@ApiTags('Recours')
@Controller('api/candidacies/:id/appeals')
export class CaseAppealsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadAppeals,
    private readonly registering: RegisterAppeal,
    private readonly concluding: ConcludeAppeal,
    private readonly joining: JoinFiles,
    private readonly files: Files,
  ) {}

  /** Until when the decision that stands may be contested, and the appeals against it and those before. */
  @Get()
  @Act('appeal.read')
  list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId) {
    return this.reading.ofCase(ctx, id);
  }

  /** Registers an appeal against the decision that stands; out of time, it is marked so. */
  @Post()
  @Act('appeal.register')
  register(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: registerAppealInput }) body: RegisterAppealInput,
  ) {
    return this.registering.register(ctx, id, body);
  }

  /** Rejects or upholds an appeal, or notes that its author gave it up; `If-Match` is the appeal's version. */
  @Post(':appealId/outcome')
  @HttpCode(200)
  @Act('appeal.conclude')
  conclude(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('appealId', UuidPipe) appealId: AppealId,
    @Body({ schema: concludeAppealInput }) body: ConcludeAppealInput,
  ) {
    return this.concluding.conclude(ctx, id, appealId, version, body);
  }
  /** A file that came with an appeal or with its answer, whole or by ranges; files come by the portal's form. */
  @Get(':appealId/files/:fileId')
  @Act('appeal.read')
  async download(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('appealId', UuidPipe) appealId: AppealId,
    @Param('fileId', UuidPipe) fileId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.verbs.read(ctx, (tx) => this.joining.read(tx, id, appealId, fileId));
    await sendDownload(reply, this.files, file);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import {
  AnswerCompletion,
  answerCompletionInput,
  type AnswerCompletionInput,
  type CompletionAnswered,
} from '../../application/completion/answer-completion.js';
import {
  CancelCompletion,
  cancelCompletionInput,
  type CancelCompletionInput,
} from '../../application/completion/cancel-completion.js';
import { listCompletions, type CompletionView } from '../../application/completion/list-completions.js';
import {
  RequestCompletion,
  requestCompletionInput,
  type CompletionAsked,
  type RequestCompletionInput,
} from '../../application/completion/request-completion.js';
import type { Moved } from '../../application/read/moved.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id/completion-requests')
export class CompletionController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly requesting: RequestCompletion,
    private readonly answering: AnswerCompletion,
    private readonly cancelling: CancelCompletion,
  ) {}

  @Get()
  @Act('candidacy.read')
  list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ items: CompletionView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await listCompletions(tx, id) };
    });
  }

  /** Asks for fields to be completed by a date; the legal clock stops until the territory has answered. */
  @Post()
  @Act('candidacy.request-completion')
  async request(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: requestCompletionInput }) body: RequestCompletionInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CompletionAsked> {
    const asked = await this.verbs.write(ctx, (tx) => this.requesting.request(tx, id, version, body));
    void reply.header('etag', etag(asked.version));
    return asked;
  }

  /** Says that what was asked has been saved in the answers. */
  @Post(':requestId/answer')
  @HttpCode(200)
  @Act('candidacy.answer-completion')
  async answer(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('requestId', UuidPipe) requestId: string,
    @Body({ schema: answerCompletionInput }) body: AnswerCompletionInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CompletionAnswered> {
    const answered = await this.verbs.write(ctx, (tx) => this.answering.answer(tx, id, version, requestId, body));
    void reply.header('etag', etag(answered.version));
    return answered;
  }

  /** Takes a request back; its message stays readable. */
  @Post(':requestId/cancellation')
  @HttpCode(200)
  @Act('candidacy.cancel-completion')
  async cancel(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('requestId', UuidPipe) requestId: string,
    @Body({ schema: cancelCompletionInput }) body: CancelCompletionInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Moved> {
    const moved = await this.verbs.write(ctx, (tx) => this.cancelling.cancel(tx, id, version, requestId, body));
    void reply.header('etag', etag(moved.version));
    return moved;
  }
}

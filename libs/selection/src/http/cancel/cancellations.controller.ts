import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext, type Tx } from '@rebond/platform';
import { CancelList, cancelInput, type CancelInput } from '../../application/cancel/cancel-list.js';
import type { ListWithLinesView } from '../../application/read/present.js';
import type { DecisionListId } from '../../domain/decision-list.js';

/** A frozen list that holds a material error is cancelled as a whole, by two persons, before its announcement. */
@ApiTags('Listes de décision')
@Controller('api/decision-lists/:id')
export class CancellationsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cancelling: CancelList,
  ) {}

  /** Asks that the frozen list be cancelled, with the error found; it is not announced meanwhile. */
  @Post('cancellation-request')
  @HttpCode(200)
  @Act('selection.announce')
  ask(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body({ schema: cancelInput }) body: CancelInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListWithLinesView> {
    return this.act(ctx, reply, (tx) => this.cancelling.ask(tx, id, version, body));
  }

  /** Says that the list stands: the request is dropped. */
  @Post('cancellation-request/dropping')
  @HttpCode(200)
  @Act('selection.announce')
  drop(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListWithLinesView> {
    return this.act(ctx, reply, (tx) => this.cancelling.drop(tx, id, version));
  }

  /** Cancels the list, as another person than who asked for it: its letters are void and its cases free. */
  @Post('cancellation')
  @HttpCode(200)
  @Act('selection.validate')
  cancel(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListWithLinesView> {
    return this.act(ctx, reply, (tx) => this.cancelling.cancel(tx, id, version));
  }

  private async act(
    ctx: RequestContext,
    reply: FastifyReply,
    work: (tx: Tx) => Promise<ListWithLinesView>,
  ): Promise<ListWithLinesView> {
    const list = await this.verbs.write(ctx, work);
    void reply.header('etag', etag(list.version));
    return list;
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { proposeInput, type ProposeInput } from '../application/propose/input.js';
import { ProposeList } from '../application/propose/propose-list.js';
import { listListsInput, listPage, readList } from '../application/read/read-lists.js';
import { ValidateList } from '../application/validate/validate-list.js';
import { WithdrawList } from '../application/withdraw/withdraw-list.js';
import type { DecisionListId } from '../domain/decision-list.js';

@ApiTags('Listes de décision')
@Controller('api/decision-lists')
export class DecisionListsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly proposing: ProposeList,
    private readonly validating: ValidateList,
    private readonly withdrawing: WithdrawList,
  ) {}

  /** Decision lists, the last proposed first. */
  @Get()
  @Act('selection.read')
  list(@Ctx() ctx: RequestContext, @Query({ schema: listListsInput }) query: z.output<typeof listListsInput>) {
    return this.verbs.read(ctx, (tx) => listPage(tx, query));
  }

  /** Proposes decisions on cases of a wave; another person validates them. */
  @Post()
  @Act('selection.propose')
  async propose(
    @Ctx() ctx: RequestContext,
    @Body({ schema: proposeInput }) body: ProposeInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = await this.verbs.write(ctx, (tx) => this.proposing.propose(tx, body));
    void reply.header('etag', etag(list.version)).header('location', `/api/decision-lists/${list.id}`);
    return list;
  }

  @Get(':id')
  @Act('selection.read')
  async read(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: DecisionListId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = await this.verbs.read(ctx, (tx) => readList(tx, id));
    void reply.header('etag', etag(list.version));
    return list;
  }

  /** Validates the list as a second person: all its cases move, or none. */
  @Post(':id/validation')
  @HttpCode(200)
  @Act('selection.validate')
  async validate(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = await this.verbs.write(ctx, (tx) => this.validating.validate(tx, id, version));
    void reply.header('etag', etag(list.version));
    return list;
  }

  /** Takes the proposal back, by whoever made it. */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Act('selection.propose')
  async withdraw(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = await this.verbs.write(ctx, (tx) => this.withdrawing.withdraw(tx, id, version));
    void reply.header('etag', etag(list.version));
    return list;
  }
}

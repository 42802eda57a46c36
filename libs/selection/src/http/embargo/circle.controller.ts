import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { EmbargoCircle, readerInput, type ReaderInput } from '../../application/embargo/circle.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import type { EmbargoReaderId } from '../../domain/embargo.js';

@ApiTags('Listes de décision')
@Controller('api/decision-lists/:id/embargo-readers')
export class EmbargoCircleController {
  constructor(
    private readonly verbs: Verbs,
    private readonly circle: EmbargoCircle,
  ) {}

  /** Who reads the list before its announcement, and how often they did. */
  @Get()
  @Act('selection.read')
  async list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: DecisionListId) {
    return { items: await this.verbs.read(ctx, (tx) => this.circle.readers(tx, id)) };
  }

  /** Lets a named person read it, from when until when. */
  @Post()
  @Act('selection.announce')
  add(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body({ schema: readerInput }) body: ReaderInput,
  ) {
    return this.verbs.write(ctx, (tx) => this.circle.add(tx, id, body));
  }

  @Post(':readerId/revocation')
  @HttpCode(200)
  @Act('selection.announce')
  revoke(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: DecisionListId,
    @Param('readerId', UuidPipe) readerId: EmbargoReaderId,
  ) {
    return this.verbs.write(ctx, (tx) => this.circle.revoke(tx, id, readerId));
  }
}

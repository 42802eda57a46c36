import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { Leave, leaveInput, type LeaveInput, type Leaving } from '../../application/leave/leave.js';
import type { Moved } from '../../application/read/moved.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id')
export class LeaveController {
  constructor(
    private readonly verbs: Verbs,
    private readonly leaving: Leave,
  ) {}

  /** The territory leaves before any selection. */
  @Post('withdrawal')
  @HttpCode(200)
  @Act('candidacy.withdraw')
  withdraw(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: leaveInput }) body: LeaveInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Moved> {
    return this.leave(ctx, id, version, 'WITHDRAW', body, reply);
  }

  /** A laureate gives up. */
  @Post('abandonment')
  @HttpCode(200)
  @Act('candidacy.abandon')
  abandon(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: leaveInput }) body: LeaveInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Moved> {
    return this.leave(ctx, id, version, 'ABANDON', body, reply);
  }

  /** The programme office ends the follow-up. */
  @Post('closure')
  @HttpCode(200)
  @Act('candidacy.close')
  close(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: leaveInput }) body: LeaveInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Moved> {
    return this.leave(ctx, id, version, 'CLOSE', body, reply);
  }

  private async leave(
    ctx: RequestContext,
    id: CandidacyId,
    version: number,
    event: Leaving,
    body: LeaveInput,
    reply: FastifyReply,
  ): Promise<Moved> {
    const moved = await this.verbs.write(ctx, (tx) => this.leaving.leave(tx, id, version, event, body));
    void reply.header('etag', etag(moved.version));
    return moved;
  }
}

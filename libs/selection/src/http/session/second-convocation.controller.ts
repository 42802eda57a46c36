import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { reconveneInput, type ReconveneInput } from '../../application/session/input.js';
import type { SessionView } from '../../application/session/present.js';
import { ReadSession } from '../../application/session/read-session.js';
import { ReconveneSession } from '../../application/session/reconvene-session.js';
import { RunSession } from '../../application/session/run-session.js';
import type { SessionId } from '../../domain/session/session.js';

@ApiTags('Séances')
@Controller('api/sessions/:id')
export class SecondConvocationController {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadSession,
    private readonly running: RunSession,
    private readonly reconvening: ReconveneSession,
  ) {}

  /** Notes that the quorum was not there at the hour of the session: it does not sit. */
  @Post('adjournment')
  @HttpCode(200)
  @Act('sitting.run')
  adjourn(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Promise<SessionView> {
    return this.verbs.write(ctx, async (tx) => {
      await this.running.adjourn(tx, id, version);
      return this.reading.read(tx, id);
    });
  }

  /** Convenes the same members on what lacked its quorum; none is asked of them then, and the convocation says so. */
  @Post('second-convocation')
  @Act('sitting.run')
  async reconvene(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
    @Body({ schema: reconveneInput }) body: ReconveneInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const view = await this.verbs.write(ctx, async (tx) =>
      this.reading.read(tx, await this.reconvening.handle(tx, id, version, body)),
    );
    void reply.header('etag', etag(view.version)).header('location', `/api/sessions/${view.id}`);
    return view;
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, etag, Files, SeenVersion, sendDownload, Verbs, type RequestContext, type Tx } from '@rebond/platform';
import { ConveneSession } from '../../application/session/convene-session.js';
import {
  attendanceInput,
  conveneInput,
  correctInput,
  decideInput,
  proxyInput,
  signInput,
  type AttendanceInput,
  type ConveneInput,
  type CorrectInput,
  type DecideInput,
  type ProxyInput,
  type SignInput,
} from '../../application/session/input.js';
import { sessionPage } from '../../application/session/list-sessions.js';
import type { SessionView } from '../../application/session/present.js';
import { ProposeFromSession } from '../../application/session/propose-from-session.js';
import { ReadSession } from '../../application/session/read-session.js';
import { RunSession } from '../../application/session/run-session.js';
import { Sit } from '../../application/session/sit.js';
import { WriteMinutes } from '../../application/session/write-minutes.js';
import type { ItemId, SessionId } from '../../domain/session/session.js';
import { inNameOf } from '../../application/recusals/in-name-of.js';

@ApiTags('Séances')
@Controller('api/sessions')
export class SessionsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly convening: ConveneSession,
    private readonly reading: ReadSession,
    private readonly sitting: Sit,
    private readonly running: RunSession,
    private readonly minutes: WriteMinutes,
    private readonly proposing: ProposeFromSession,
    private readonly files: Files,
  ) {}

  /** Sessions, the last first: all of them, or those of which the reader is a member. */
  @Get()
  @Act('sitting.read')
  list(@Ctx() ctx: RequestContext) {
    return this.verbs.read(ctx, sessionPage);
  }

  /** Convenes a session: its members are written to. */
  @Post()
  @Act('sitting.run')
  async convene(
    @Ctx() ctx: RequestContext,
    @Body({ schema: conveneInput }) body: ConveneInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const view = await this.verbs.write(ctx, async (tx) =>
      this.reading.read(tx, await this.convening.handle(tx, body)),
    );
    void reply.header('etag', etag(view.version)).header('location', `/api/sessions/${view.id}`);
    return view;
  }

  /** A session with its agenda, quorum and decisions, as far as its reader has part in them. */
  @Get(':id')
  @Act('sitting.read')
  async read(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: SessionId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const view = await this.verbs.read(ctx, (tx) => this.reading.read(tx, id));
    void reply.header('etag', etag(view.version));
    return view;
  }

  /** Gives the reader's proxy to another member, or takes it back. */
  @Put(':id/proxy')
  @Act('sitting.sit')
  giveProxy(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: SessionId,
    @Body({ schema: proxyInput }) body: ProxyInput,
  ): Promise<SessionView> {
    return this.act(ctx, id, (tx) => this.sitting.giveProxy(tx, id, body));
  }

  /** Leaves a point of the agenda for a conflict of interest; nothing of its case is shown any more. */
  @Post(':id/items/:itemId/recusal')
  @HttpCode(204)
  @Act('sitting.sit')
  async declare(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: SessionId,
    @Param('itemId', UuidPipe) itemId: ItemId,
  ): Promise<void> {
    await this.verbs.write(inNameOf(ctx), async (tx) => {
      await this.sitting.declare(tx, ctx.actor, id, itemId);
      return null;
    });
  }

  /** Who is there now. */
  @Put(':id/attendance')
  @Act('sitting.run')
  attend(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
    @Body({ schema: attendanceInput }) body: AttendanceInput,
  ): Promise<SessionView> {
    return this.act(ctx, id, (tx) => this.running.attend(tx, id, version, body));
  }

  @Post(':id/opening')
  @HttpCode(200)
  @Act('sitting.run')
  open(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Promise<SessionView> {
    return this.act(ctx, id, (tx) => this.running.open(tx, id, version));
  }

  /** What is decided of a case, for the time being; nothing without quorum. */
  @Put(':id/items/:itemId/decision')
  @Act('sitting.run')
  decide(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
    @Param('itemId', UuidPipe) itemId: ItemId,
    @Body({ schema: decideInput }) body: DecideInput,
  ): Promise<SessionView> {
    return this.act(ctx, id, (tx) => this.running.decide(tx, id, version, itemId, body));
  }

  /** Closes the session with its minutes, frozen under their hash. */
  @Post(':id/closing')
  @HttpCode(200)
  @Act('sitting.run')
  async close(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Promise<SessionView> {
    await this.minutes.close(ctx, id, version);
    return this.verbs.read(ctx, (tx) => this.reading.read(tx, id));
  }

  /** A new version of the minutes, to be approved anew. */
  @Post(':id/minutes/corrections')
  @HttpCode(200)
  @Act('sitting.run')
  async correct(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
    @Body({ schema: correctInput }) body: CorrectInput,
  ): Promise<SessionView> {
    await this.minutes.correct(ctx, id, version, body);
    return this.verbs.read(ctx, (tx) => this.reading.read(tx, id));
  }

  /** Approves the minutes, as chair or as secretary. */
  @Post(':id/minutes/approval')
  @HttpCode(200)
  @Act('sitting.sit')
  sign(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: SessionId,
    @Body({ schema: signInput }) body: SignInput,
  ): Promise<SessionView> {
    return this.act(ctx, id, (tx) => this.minutes.sign(tx, id, body));
  }

  /** The last version of the minutes. */
  @Get(':id/minutes')
  @Act('sitting.read')
  async download(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: SessionId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendDownload(reply, this.files, await this.verbs.read(ctx, (tx) => this.minutes.download(tx, id)));
  }

  /** Proposes the list of what the session decided; another person validates it. */
  @Post(':id/proposal')
  @Act('sitting.run')
  propose(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Promise<{ readonly listId: string }> {
    return this.verbs.write(ctx, (tx) => this.proposing.handle(tx, id, version));
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Act('sitting.run')
  cancel(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Promise<SessionView> {
    return this.act(ctx, id, (tx) => this.running.cancel(tx, id, version));
  }

  private act(ctx: RequestContext, id: SessionId, work: (tx: Tx) => Promise<void>): Promise<SessionView> {
    return this.verbs.write(ctx, async (tx) => {
      await work(tx);
      return this.reading.read(tx, id);
    });
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, Files, SeenVersion, sendDownload, sendPdf, Verbs, type RequestContext } from '@rebond/platform';
import { AnnounceList } from '../application/announce/announce-list.js';
import {
  ScheduleAnnouncement,
  scheduleInput,
  type ScheduleInput,
} from '../application/announce/schedule-announcement.js';
import { DifferList } from '../application/differ/differ-list.js';
import { differInput, type DifferInput } from '../application/differ/input.js';
import { ReadLetter } from '../application/letters/read-letter.js';
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
    private readonly differing: DifferList,
    private readonly validating: ValidateList,
    private readonly scheduling: ScheduleAnnouncement,
    private readonly announcing: AnnounceList,
    private readonly withdrawing: WithdrawList,
    private readonly letters: ReadLetter,
    private readonly files: Files,
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

  /** Decides otherwise of some lines, each with its reason: another version of the proposal. */
  @Post(':id/differences')
  @HttpCode(200)
  @Act('selection.differ')
  async differ(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body({ schema: differInput }) body: DifferInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = await this.verbs.write(ctx, (tx) => this.differing.differ(tx, id, version, body));
    void reply.header('etag', etag(list.version));
    return list;
  }

  /** Validates the list as a second person: it is numbered and frozen; nothing moves before it is announced. */
  @Post(':id/validation')
  @HttpCode(200)
  @Act('selection.validate')
  async validate(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = await this.validating.validate(ctx, id, version);
    if ('version' in list) void reply.header('etag', etag(list.version));
    return list;
  }

  /** Says when the frozen list is announced, or that nothing is planned any more. */
  @Post(':id/announcement-date')
  @HttpCode(200)
  @Act('selection.announce')
  async schedule(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body({ schema: scheduleInput }) body: ScheduleInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = await this.verbs.write(ctx, (tx) => this.scheduling.schedule(tx, id, version, body));
    void reply.header('etag', etag(list.version));
    return list;
  }

  /** Announces the frozen list now: all its cases move and all its notifications leave, or none. */
  @Post(':id/announcement')
  @HttpCode(200)
  @Act('selection.announce')
  async announce(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = await this.verbs.write(ctx, (tx) => this.announcing.announce(tx, id, version));
    void reply.header('etag', etag(list.version));
    return list;
  }

  /** The letter of a line: as it was frozen, or a draft of it while the list is a proposal. */
  @Get(':id/lines/:candidacyId/letter')
  @Act('selection.read')
  async letter(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: DecisionListId,
    @Param('candidacyId', UuidPipe) candidacyId: CandidacyId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const letter = await this.letters.read(ctx, id, candidacyId);
    if (letter.kind === 'stored') await sendDownload(reply, this.files, letter.download);
    else await sendPdf(reply, letter.filename, letter.pdf);
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

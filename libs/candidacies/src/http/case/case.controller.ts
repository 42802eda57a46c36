import { Body, Controller, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { Deposit } from '../../application/deposit/deposit.js';
import type { Receipt } from '../../application/deposit/receipt.js';
import {
  SaveAnswers,
  saveAnswersInput,
  type Answers,
  type SaveAnswersInput,
} from '../../application/edit/save-answers.js';
import { Overlaps, type Overlap } from '../../application/list/overlaps.js';
import { answersSeen } from '../../application/read/answers-seen.js';
import { present, type CandidacyView } from '../../application/read/present.js';
import { StartCandidacy, startInput, type StartInput } from '../../application/start/start.js';

@ApiTags('Candidatures')
@Controller('api/candidacies')
export class CaseController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly starting: StartCandidacy,
    private readonly answers: SaveAnswers,
    private readonly depositing: Deposit,
    private readonly overlapping: Overlaps,
  ) {}

  /** Opens a draft in a wave. */
  @Post()
  @Act('candidacy.start')
  start(
    @Ctx() ctx: RequestContext,
    @Body({ schema: startInput }) body: StartInput,
  ): Promise<{ id: string; version: number }> {
    return this.verbs.write(ctx, (tx) => this.starting.start(tx, body));
  }

  @Get(':id')
  @Act('candidacy.read')
  async read(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CandidacyView & { overlaps: Overlap[] }> {
    const view = await this.verbs.read(ctx, async (tx) => ({
      ...present(await this.cases.read(tx, id)),
      overlaps: await this.overlapping.of(tx, id),
    }));
    void reply.header('etag', etag(view.version));
    return view;
  }

  @Get(':id/answers')
  @Act('candidacy.read')
  readAnswers(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<Answers> {
    return this.verbs.read(ctx, async (tx) => {
      return answersSeen(tx, await this.cases.read(tx, id));
    });
  }

  /** Saves fields as they are typed; each names the version of the field that it replaces. */
  @Patch(':id/answers')
  @Act('candidacy.edit')
  save(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: saveAnswersInput }) body: SaveAnswersInput,
  ): Promise<{ versions: Record<string, number>; savedAt: string }> {
    return this.verbs.write(ctx, (tx) => this.answers.save(tx, id, body));
  }

  /** Deposits, or replaces the deposit until the cut-off; answers with the receipt (CRPA R112-5). */
  @Post(':id/deposit')
  @HttpCode(201)
  @Act('candidacy.deposit')
  async deposit(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Receipt> {
    const receipt = await this.verbs.write(ctx, (tx) => this.depositing.deposit(tx, id, version));
    void reply.header('etag', etag(receipt.version));
    return receipt;
  }
}

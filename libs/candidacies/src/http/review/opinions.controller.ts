import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { askAdviserInput, AskOpinions, type AskAdviserInput } from '../../application/opinions/ask-opinions.js';
import { GiveOpinion, giveOpinionInput, type GiveOpinionInput } from '../../application/opinions/give-opinion.js';
import { opinionsOf } from '../../application/opinions/opinion-rows.js';
import { presentOpinion, type OpinionView } from '../../application/opinions/present-opinion.js';
import { signatureOf } from './signature.js';

@ApiTags('Avis')
@Controller('api/candidacies/:id/opinions')
export class OpinionsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly asking: AskOpinions,
    private readonly giving: GiveOpinion,
  ) {}

  /** The opinions asked about a case: a Région reads its own, the State's side all of them. */
  @Get()
  @Act('opinion.read')
  list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ items: OpinionView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: (await opinionsOf(tx, id)).map(presentOpinion) };
    });
  }

  /** Asks the institutions that the call's definition names and that were not asked yet. */
  @Post()
  @Act('opinion.ask')
  ask(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ asked: number }> {
    return this.verbs.write(ctx, (tx) => this.asking.ask(tx, id));
  }

  /** Asks a person without an account, by a link that works once. */
  @Post('advisers')
  @Act('opinion.ask')
  askAdviser(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: askAdviserInput }) body: AskAdviserInput,
  ): Promise<{ id: string }> {
    return this.verbs.write(ctx, (tx) => this.asking.askAdviser(tx, id, body));
  }

  /** Gives the opinion that was asked of the reader's organisation, once. */
  @Post(':opinionId/answer')
  @HttpCode(200)
  @Act('opinion.give')
  give(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('opinionId', UuidPipe) opinionId: string,
    @Body({ schema: giveOpinionInput }) body: GiveOpinionInput,
  ): Promise<OpinionView> {
    return this.verbs.write(ctx, async (tx) =>
      this.giving.give(tx, id, opinionId, await signatureOf(tx, ctx, null), body),
    );
  }
}

import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import {
  CompareFiles,
  differencesQuery,
  type Differences,
  type DifferencesQuery,
} from '../../application/redeposit/compare.js';
import { historyOf, type PastCandidacy } from '../../application/redeposit/history.js';
import {
  Redeposit,
  redepositInput,
  type Redeposited,
  type RedepositInput,
} from '../../application/redeposit/redeposit.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id')
export class RedepositController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly redepositing: Redeposit,
    private readonly comparing: CompareFiles,
  ) {}

  /** Opens a draft in a later wave with the answers and documents of a candidacy that was not selected. */
  @Post('redeposit')
  @Act('candidacy.redeposit')
  redeposit(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: redepositInput }) body: RedepositInput,
  ): Promise<Redeposited> {
    return this.verbs.write(ctx, (tx) => this.redepositing.redeposit(tx, id, body));
  }

  /** The candidacies that this one takes up, the latest first. */
  @Get('history')
  @Act('candidacy.read')
  history(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ items: PastCandidacy[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await historyOf(tx, id) };
    });
  }

  /** Field by field, what changed since the previous candidacy, or between two deposits (`from`, `to`). */
  @Get('differences')
  @Act('candidacy.read')
  differences(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: differencesQuery }) query: DifferencesQuery,
  ): Promise<Differences> {
    return this.verbs.read(ctx, (tx) => this.comparing.compare(tx, id, query));
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { batchInput, type BatchInput } from '../../application/batch/batch-input.js';
import { RunBatch, type BatchResult } from '../../application/batch/run-batch.js';
import {
  AssignOfficer,
  assignInput,
  handOverInput,
  type AssignInput,
  type HandOverInput,
} from '../../application/worklist/assign-officer.js';
import { presentLine, type WorklistLineView } from '../../application/worklist/present-line.js';
import { readWorklist } from '../../application/worklist/read-worklist.js';
import { worklistQuery, type WorklistQuery } from '../../application/worklist/worklist-query.js';

@ApiTags('Dossiers')
@Controller('api')
export class WorklistRestController {
  constructor(
    private readonly verbs: Verbs,
    private readonly assigning: AssignOfficer,
    private readonly batches: RunBatch,
  ) {}

  /** The deposited cases that the reader may see, by what is due, how long they wait, or what changed. */
  @Get('worklist')
  @Act('worklist.read')
  list(
    @Ctx() ctx: RequestContext,
    @Query({ schema: worklistQuery }) query: WorklistQuery,
  ): Promise<{ items: WorklistLineView[]; next: string | null }> {
    return this.verbs.read(ctx, async (tx) => {
      const { lines, next } = await readWorklist(tx, query);
      return { items: lines.map(presentLine), next };
    });
  }

  /** One act on several cases, each on its own; the answer says what became of each. */
  @Post('worklist/batches')
  @Act('candidacy.assign')
  batch(@Ctx() ctx: RequestContext, @Body({ schema: batchInput }) body: BatchInput): Promise<BatchResult> {
    return this.batches.run(ctx, body);
  }

  /** Gives all the cases of an officer to another. */
  @Post('worklist/handovers')
  @HttpCode(200)
  @Act('candidacy.assign')
  handOver(
    @Ctx() ctx: RequestContext,
    @Body({ schema: handOverInput }) body: HandOverInput,
  ): Promise<{ handedOver: number }> {
    return this.verbs.write(ctx, (tx) => this.assigning.handOver(tx, body));
  }

  /** Puts an officer in charge of a case, or nobody. */
  @Post('candidacies/:id/officer')
  @HttpCode(200)
  @Act('candidacy.assign')
  assign(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: assignInput }) body: AssignInput,
  ): Promise<{ officer: string | null }> {
    return this.verbs.write(ctx, (tx) => this.assigning.assign(tx, id, body));
  }
}

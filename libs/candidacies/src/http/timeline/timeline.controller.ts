import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { ReadTimeline, timelineQuery, type Timeline, type TimelineQuery } from '../../application/timeline/timeline.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id/timeline')
export class TimelineController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly timeline: ReadTimeline,
  ) {}

  /** What happened, in the order of time, as far as the reader may see it. */
  @Get()
  @Act('candidacy.timeline')
  read(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: timelineQuery }) query: TimelineQuery,
  ): Promise<Timeline> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return this.timeline.read(tx, id, query);
    });
  }
}

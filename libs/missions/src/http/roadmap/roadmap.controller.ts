import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import {
  actionInput,
  axisInput,
  Roadmap,
  type ActionInput,
  type ActionView,
  type AxisInput,
  type AxisView,
} from '../../application/roadmap/roadmap.js';

@ApiTags('Feuille de route')
@Controller('api/candidacies/:id/roadmap')
export class RoadmapController {
  constructor(
    private readonly verbs: Verbs,
    private readonly roadmap: Roadmap,
  ) {}

  @Get()
  @Act('mission.read')
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ axes: readonly AxisView[] }> {
    return this.verbs.read(ctx, async (tx) => ({ axes: await this.roadmap.read(tx, id) }));
  }

  @Post('axes')
  @Act('roadmap.edit')
  addAxis(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: axisInput }) body: AxisInput,
  ): Promise<AxisView> {
    return this.verbs.write(ctx, (tx) => this.roadmap.addAxis(tx, id, body));
  }

  @Post('axes/:axis/actions')
  @Act('roadmap.edit')
  addAction(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('axis', UuidPipe) axis: string,
    @Body({ schema: actionInput }) body: ActionInput,
  ): Promise<ActionView> {
    return this.verbs.write(ctx, (tx) => this.roadmap.addAction(tx, id, axis, body));
  }
}

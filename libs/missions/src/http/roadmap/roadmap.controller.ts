import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import {
  actionInput,
  axisChange,
  axisInput,
  Roadmap,
  type AxisChange,
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

  /** Rewrites an axis; its actions stay. */
  @Put('axes/:axis')
  @Act('roadmap.edit')
  changeAxis(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('axis', UuidPipe) axis: string,
    @Body({ schema: axisChange }) body: AxisChange,
  ): Promise<AxisView> {
    return this.verbs.write(ctx, (tx) => this.roadmap.changeAxis(tx, id, axis, body));
  }

  @Put('actions/:action')
  @Act('roadmap.edit')
  changeAction(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('action', UuidPipe) action: string,
    @Body({ schema: actionInput }) body: ActionInput,
  ): Promise<ActionView> {
    return this.verbs.write(ctx, (tx) => this.roadmap.changeAction(tx, id, action, body));
  }
}

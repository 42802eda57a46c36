import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Cases, present, type CandidacyView } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import { AbsentError, type CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { Engage, engageInput, type EngageInput } from '../../application/engage/engage.js';
import { Missions } from '../../application/missions.js';
import {
  RecordPersonDays,
  recordPersonDaysInput,
  type PersonDaysBalance,
  type RecordPersonDaysInput,
} from '../../application/person-days/record-person-days.js';
import { figuresView, type FiguresView } from '../../application/read/figures-view.js';
import { readFrozen, type FrozenView } from '../../application/read/frozen.js';
import { readPersonDays, type PersonDaysLine } from '../../application/read/person-days.js';
import { projectsQuery, readProjects, type ProjectsPage } from '../../application/read/projects.js';
import {
  RouteProjects,
  routeProjectsInput,
  type RoutedProjects,
  type RouteProjectsInput,
} from '../../application/routes/route-projects.js';

@ApiTags('Missions')
@Controller('api/candidacies/:id')
export class MissionController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly missions: Missions,
    private readonly engagement: Engage,
    private readonly personDays: RecordPersonDays,
    private readonly routing: RouteProjects,
  ) {}

  /** Engages the firms of the mission; the case goes into engineering. */
  @Post('engagement')
  @HttpCode(201)
  @Act('candidacy.engage')
  async engage(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: engageInput }) body: EngageInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CandidacyView> {
    const view = await this.verbs.write(ctx, async (tx) =>
      present(await this.engagement.engage(tx, id, version, body)),
    );
    void reply.header('etag', etag(view.version));
    return view;
  }

  /** Figures of the mission. */
  @Get('mission')
  @Act('mission.read')
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<FiguresView> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      const figures = await this.missions.figures(tx, id);
      if (!figures) throw new AbsentError();
      return figuresView(figures);
    });
  }

  /** Figures kept for committees, with their digests. */
  @Get('mission/frozen-figures')
  @Act('mission.read')
  frozen(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<{ items: readonly FrozenView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await readFrozen(tx, id) };
    });
  }

  /** The ledger of the days worked. */
  @Get('mission/person-days')
  @Act('mission.read')
  days(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<{ items: readonly PersonDaysLine[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await readPersonDays(tx, id) };
    });
  }

  /** Projects by reference, a page at a time. */
  @Get('mission/projects')
  @Act('mission.read')
  projects(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: projectsQuery }) query: z.output<typeof projectsQuery>,
  ): Promise<ProjectsPage> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return readProjects(tx, id, query);
    });
  }

  /** Records the days that a firm has worked. */
  @Post('mission/person-days')
  @Act('mission.report')
  recordPersonDays(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: recordPersonDaysInput }) body: RecordPersonDaysInput,
  ): Promise<PersonDaysBalance> {
    return this.verbs.write(ctx, (tx) => this.personDays.record(tx, id, body));
  }

  /** Routes projects to funding schemes. */
  @Post('mission/routes')
  @Act('mission.report')
  route(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: routeProjectsInput }) body: RouteProjectsInput,
  ): Promise<RoutedProjects> {
    return this.verbs.write(ctx, (tx) => this.routing.route(tx, id, body));
  }
}

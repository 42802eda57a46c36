import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Cases } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { EditInterview } from '../../application/interviews/edit-interview.js';
import {
  interviewInput,
  newInterviewInput,
  type InterviewInput,
  type NewInterviewInput,
} from '../../application/interviews/interview-input.js';
import { EditProject } from '../../application/projects/edit-project.js';
import {
  newProjectInput,
  projectInput,
  type NewProjectInput,
  type ProjectInput,
} from '../../application/projects/project-input.js';
import {
  interviewsQuery,
  readInterviews,
  type InterviewsPage,
  type InterviewView,
} from '../../application/read/interviews.js';
import type { ProjectView } from '../../application/read/projects.js';

/** Interviews and projects one by one; files of them come by the imports. */
@ApiTags('Missions')
@Controller('api/candidacies/:id/mission')
export class PortfolioController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly projects: EditProject,
    private readonly interviews: EditInterview,
  ) {}

  /** Interviews by reference, a page at a time. */
  @Get('interviews')
  @Act('mission.read')
  list(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: interviewsQuery }) query: z.output<typeof interviewsQuery>,
  ): Promise<InterviewsPage> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return readInterviews(tx, id, query);
    });
  }

  @Post('interviews')
  @HttpCode(201)
  @Act('mission.report')
  addInterview(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: newInterviewInput }) body: NewInterviewInput,
  ): Promise<InterviewView> {
    return this.verbs.write(ctx, (tx) => this.interviews.add(tx, id, body));
  }

  /** Rewrites an interview; its version is in the list. */
  @Put('interviews/:interview')
  @Act('mission.report')
  async editInterview(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('interview', UuidPipe) interview: string,
    @Body({ schema: interviewInput }) body: InterviewInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InterviewView> {
    const view = await this.verbs.write(ctx, (tx) => this.interviews.edit(tx, id, interview, version, body));
    void reply.header('etag', etag(view.version));
    return view;
  }

  @Post('projects')
  @HttpCode(201)
  @Act('mission.report')
  addProject(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: newProjectInput }) body: NewProjectInput,
  ): Promise<ProjectView> {
    return this.verbs.write(ctx, (tx) => this.projects.add(tx, id, body));
  }

  /** Rewrites a project; its version is in the list. */
  @Put('projects/:project')
  @Act('mission.report')
  async editProject(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) project: string,
    @Body({ schema: projectInput }) body: ProjectInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProjectView> {
    const view = await this.verbs.write(ctx, (tx) => this.projects.edit(tx, id, project, version, body));
    void reply.header('etag', etag(view.version));
    return view;
  }
}

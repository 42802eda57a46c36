import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Cases } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Consult, consultInput, type ConsultInput } from '../../application/consult/consult.js';
import { readConsultations, type ConsultationView } from '../../application/consult/consultation.js';

@ApiTags('Missions')
@Controller('api/candidacies/:id/mission')
export class ConsultationsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly consulting: Consult,
  ) {}

  /** What was asked outside about the mission's projects, and what was said. */
  @Get('consultations')
  @Act('mission.read')
  list(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<{ items: readonly ConsultationView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await readConsultations(tx, id) };
    });
  }

  /** Asks a company how its project goes, or an adviser for an opinion: by mail, with a link that works once. */
  @Post('projects/:project/consultations')
  @HttpCode(201)
  @Act('mission.report')
  ask(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) project: string,
    @Body({ schema: consultInput }) body: ConsultInput,
  ): Promise<ConsultationView> {
    return this.verbs.write(ctx, (tx) => this.consulting.ask(tx, id, project, body));
  }
}

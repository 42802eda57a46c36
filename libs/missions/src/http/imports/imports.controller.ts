import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, CsvBody, Verbs, type CsvFile, type RequestContext } from '@rebond/platform';
import { ImportInterviews, type ImportedInterviews } from '../../application/imports/import-interviews.js';
import { ImportProjects, type ImportedProjects } from '../../application/imports/import-projects.js';

@ApiTags('Missions')
@ApiConsumes('text/csv')
@Controller('api/candidacies/:id/mission')
export class ImportsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly interviews: ImportInterviews,
    private readonly projects: ImportProjects,
  ) {}

  /** Columns: reference, company, heldOn; and, where known, siren, firm, invented. */
  @Post('interviews/import')
  @HttpCode(200)
  @Act('mission.report')
  importInterviews(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @CsvBody() file: CsvFile,
  ): Promise<ImportedInterviews> {
    return this.verbs.write(ctx, (tx) => this.interviews.import(tx, id, file));
  }

  /** Columns: reference, company, title, capexEur, jobsPotential; and jobsPlanned, isStructuring, siren, invented, status. */
  @Post('projects/import')
  @HttpCode(200)
  @Act('mission.report')
  importProjects(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @CsvBody() file: CsvFile,
  ): Promise<ImportedProjects> {
    return this.verbs.write(ctx, (tx) => this.projects.import(tx, id, file));
  }
}

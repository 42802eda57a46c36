import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CaseFrame, CasePanel, caseUrl, Cases } from '@rebond/candidacies';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, SeenVersion, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Missions } from '../../application/missions.js';
import { EditProject } from '../../application/projects/edit-project.js';
import { newProjectInput, projectInput } from '../../application/projects/project-input.js';
import { readProjects, readTotals } from '../../application/read/projects.js';
import { t } from '../../messages.fr.js';
import { FOLLOWED } from '../parts/states.js';
import { listPlace, listUrl, type ListPlace } from './list-place.js';
import { ProjectPages } from './project-pages.js';
import { ProjectList } from './projects-view.js';

/** The industrial projects of a mission: list with its totals, sheet, addition, correction. */
@Controller('candidatures/:id/projets')
@CasePanel({ key: 'projets', label: () => t('panel.projects'), order: 64, action: 'mission.read', states: FOLLOWED })
export class ProjectsPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly frame: CaseFrame,
    private readonly missions: Missions,
    private readonly projects: EditProject,
    private readonly pages: ProjectPages,
  ) {}

  @Get()
  @Act('mission.read')
  @PageRoute()
  list(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: listPlace }) place: ListPlace,
  ): Promise<PageAnswer> {
    const { after, ...filter } = place;
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const figures = await this.missions.figures(tx, id);
      const role = ctx.actor.role as Role;
      return this.frame.around(candidacy, role, {
        panel: 'projets',
        title: t('projects.title'),
        scripts: ['inline-edit'],
        wide: true,
        body: (
          <ProjectList
            id={id}
            page={await readProjects(tx, id, { ...filter, after, limit: 200 })}
            totals={await readTotals(tx, id, filter)}
            place={place}
            schemes={Object.keys(figures?.routes ?? {})}
            mayEdit={figures?.closedAt === null && scopeOf(role, 'mission.report') !== null}
          />
        ),
      });
    });
  }

  @Get('nouveau')
  @Act('mission.report')
  @PageRoute()
  blank(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    return this.pages.blank(ctx, id, visitor, null);
  }

  @Post('nouveau')
  @Act('mission.report')
  @PageRoute()
  add(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(newProjectInput, form);
        const { reference } = await this.verbs.write(ctx, (tx) => this.projects.add(tx, id, input));
        return redirect(caseUrl(id, 'projets'), t('projects.added', { reference }));
      },
      (refusal) => this.pages.blank(ctx, id, visitor, { form: 'projet', refusal, typed: form }),
    );
  }

  /** The sheet of a project; what the reader may change of it is a form. */
  @Get(':project')
  @Act('mission.read')
  @PageRoute()
  one(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) project: string,
    @Reader() visitor: Visitor | null,
    @Query({ schema: listPlace }) place: ListPlace,
  ): Promise<PageAnswer> {
    return this.pages.sheet(ctx, { id, project, place }, visitor, null);
  }

  @Post(':project')
  @Act('mission.report')
  @PageRoute()
  edit(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) project: string,
    @Reader() visitor: Visitor | null,
    @Query({ schema: listPlace }) place: ListPlace,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(projectInput, form);
        const edited = await this.verbs.write(ctx, (tx) => this.projects.edit(tx, id, project, version, input));
        return redirect(listUrl(id, place), t('projects.edited', { reference: edited.reference }));
      },
      (refusal) => this.pages.sheet(ctx, { id, project, place }, visitor, { form: 'projet', refusal, typed: form }),
    );
  }
}

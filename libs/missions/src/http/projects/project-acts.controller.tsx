import { Body, Controller, Param, Post } from '@nestjs/common';
import { caseUrl } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, parseInput, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Consult, consultInput } from '../../application/consult/consult.js';
import { readProject } from '../../application/read/projects.js';
import { RouteProjects, routeProjectsInput } from '../../application/routes/route-projects.js';
import { t } from '../../messages.fr.js';
import { t as c } from '../../messages.consult.fr.js';
import { schemeOptions } from '../parts/words.js';
import { ProjectPages } from './project-pages.js';

/** What people type of a scheme that has a name of its own is that scheme. */
const schemeOf = (typed: unknown): unknown =>
  schemeOptions().find(({ label }) => typeof typed === 'string' && label.toLowerCase() === typed.trim().toLowerCase())
    ?.value ?? typed;

/** What is done with one project from its sheet. */
@Controller('candidatures/:id/projets/:project')
export class ProjectActsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly pages: ProjectPages,
    private readonly routing: RouteProjects,
    private readonly consulting: Consult,
  ) {}

  @Post('orientation')
  @Act('mission.report')
  @PageRoute()
  route(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) projectId: string,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const [done] = await this.verbs.write(ctx, async (tx) => {
          const { reference } = await readProject(tx, id, projectId);
          const asked = { routes: [{ projectRef: reference, scheme: schemeOf(form.scheme) }] };
          return (await this.routing.route(tx, id, parseInput(routeProjectsInput, asked))).results;
        });
        const message = done?.result === 'already-routed' ? t('route.already') : t('route.done');
        return redirect(caseUrl(id, 'projets', projectId), [message, done?.warning].filter(Boolean).join(' '));
      },
      (refusal) =>
        this.pages.sheet(ctx, { id, project: projectId }, visitor, { form: 'orientation', refusal, typed: form }),
    );
  }

  /** Asks an adviser or the company for a word, by a link that works once. */
  @Post('consultation')
  @Act('mission.report')
  @PageRoute()
  consult(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) projectId: string,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(consultInput, form);
        const { organisation } = await this.verbs.write(ctx, (tx) => this.consulting.ask(tx, id, projectId, input));
        return redirect(caseUrl(id, 'projets', projectId), c('consult.sent', { organisation }));
      },
      (refusal) =>
        this.pages.sheet(ctx, { id, project: projectId }, visitor, { form: 'consultation', refusal, typed: form }),
    );
  }
}

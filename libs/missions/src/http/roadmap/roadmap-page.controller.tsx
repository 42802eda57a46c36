import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Json } from '@rebond/kernel';
import { CaseFrame, CasePanel, caseUrl, Cases } from '@rebond/candidacies';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type FormBody, type RequestContext, type Tx, parseForm } from '@rebond/platform';
import {
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  FormRefusal,
  type Again,
} from '@rebond/ui';
import { actionInput, axisChange, axisInput, Roadmap } from '../../application/roadmap/roadmap.js';
import { t } from '../../messages.fr.js';
import { FOLLOWED } from '../parts/states.js';
import { RoadmapView } from './roadmap-view.js';

/** The territory's roadmap: its axes, each with its actions. */
@Controller('candidatures/:id/feuille-de-route')
@CasePanel({
  key: 'feuille-de-route',
  label: () => t('panel.roadmap'),
  order: 66,
  action: 'mission.read',
  states: FOLLOWED,
})
export class RoadmapPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly frame: CaseFrame,
    private readonly roadmap: Roadmap,
  ) {}

  @Get()
  @Act('mission.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    return this.page(ctx, id, visitor, null);
  }

  @Post('axes')
  @Act('roadmap.edit')
  @PageRoute()
  addAxis(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(ctx, id, visitor, { name: 'axe', form, message: t('roadmap.axisAdded') }, (tx) =>
      this.roadmap.addAxis(tx, id, parseForm(axisInput, form)),
    );
  }

  @Post('axes/:axis')
  @Act('roadmap.edit')
  @PageRoute()
  changeAxis(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('axis', UuidPipe) axis: string,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(ctx, id, visitor, { name: axis, form, message: t('roadmap.axisChanged') }, (tx) =>
      this.roadmap.changeAxis(tx, id, axis, parseForm(axisChange, form)),
    );
  }

  @Post('axes/:axis/actions')
  @Act('roadmap.edit')
  @PageRoute()
  addAction(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('axis', UuidPipe) axis: string,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(ctx, id, visitor, { name: `action-${axis}`, form, message: t('roadmap.actionAdded') }, (tx) =>
      this.roadmap.addAction(tx, id, axis, parseForm(actionInput, form)),
    );
  }

  @Post('actions/:action')
  @Act('roadmap.edit')
  @PageRoute()
  changeAction(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('action', UuidPipe) action: string,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(ctx, id, visitor, { name: action, form, message: t('roadmap.actionChanged') }, (tx) =>
      this.roadmap.changeAction(tx, id, action, parseForm(actionInput, form)),
    );
  }

  private act(
    ctx: RequestContext,
    id: CandidacyId,
    visitor: Visitor | null,
    { name, form, message }: { readonly name: string; readonly form: FormBody; readonly message: string },
    work: (tx: Tx) => Promise<Json>,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, work);
        return redirect(caseUrl(id, 'feuille-de-route'), message);
      },
      (refusal) => this.page(ctx, id, visitor, { form: name, refusal, typed: form }),
    );
  }

  private page(
    ctx: RequestContext,
    id: CandidacyId,
    visitor: Visitor | null,
    again: Again | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const role = ctx.actor.role as Role;
      const mayEdit =
        ['selected', 'engineering', 'funded'].includes(candidacy.state) && scopeOf(role, 'roadmap.edit') !== null;
      return this.frame.around(candidacy, role, {
        panel: 'feuille-de-route',
        title: t('roadmap.title'),
        body: (
          <>
            <FormRefusal again={again} />
            <RoadmapView
              {...{ id, again, mayEdit }}
              axes={await this.roadmap.read(tx, id)}
              csrf={visitor?.csrf ?? null}
            />
          </>
        ),
      });
    });
  }
}

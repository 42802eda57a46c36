import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CaseFrame, CasePanel, Cases, caseUrl, FilesForm } from '@rebond/candidacies';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, parseForm, SeenVersion, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type Again,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { ConcludeAppeal, concludeAppealInput } from '../../application/appeals/conclude-appeal.js';
import { JoinFiles } from '../../application/appeals/join-files.js';
import { ReadAppeals } from '../../application/appeals/read-appeals.js';
import { RegisterAppeal, registerAppealInput } from '../../application/appeals/register-appeal.js';
import type { AppealId } from '../../domain/appeals/appeal.js';
import { t } from '../../messages.appeals.fr.js';
import { listTrail } from '../pages/list-views.js';
import { joinForm } from './appeal-files.js';
import { REGISTER } from './appeal-forms.js';
import { AppealsPage } from './appeals-page.js';
import { CaseAppealsView } from './case-appeals-view.js';

/** Appeals on every case. */
@Controller('selection/recours')
export class AppealsPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadAppeals,
  ) {}

  @Get()
  @Act('selection.read')
  @PageRoute()
  async list(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    const appeals = await this.verbs.read(ctx, (tx) => this.reading.followed(tx));
    return page({
      title: t('list.title'),
      lead: t('list.lead'),
      trail: listTrail(),
      body: <AppealsPage appeals={appeals} />,
    });
  }
}

const DECIDED = [
  ...(['inadmissible', 'rejected', 'waitlisted', 'selected', 'engineering', 'funded', 'closed', 'abandoned'] as const),
];

/** Appeals of one case, for its territory and the State. */
@CasePanel({
  key: 'recours',
  label: () => t('panel.title'),
  order: 76,
  action: 'appeal.read',
  states: DECIDED,
  isRare: true,
})
@Controller('candidatures/:id/recours')
export class CaseAppealsPage {
  constructor(
    private readonly verbs: Verbs,
    private readonly frame: CaseFrame,
    private readonly reading: ReadAppeals,
    private readonly registering: RegisterAppeal,
    private readonly concluding: ConcludeAppeal,
    private readonly cases: Cases,
    private readonly forms: FilesForm,
    private readonly joining: JoinFiles,
  ) {}

  @Get()
  @Act('appeal.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.casePage(ctx, visitor, id, null);
  }

  @Post()
  @Act('appeal.register')
  @PageRoute()
  register(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer | Redirection> {
    let typed: FormBody = {};
    return submitted(
      async () => {
        // Whose case it is comes first: nothing of a stranger's files is stored.
        await this.verbs.read(ctx, (tx) => this.cases.read(tx, id));
        return this.forms.receive(ctx, request, async ({ fields, files }, once) => {
          typed = fields;
          await this.registering.register(once, id, parseForm(registerAppealInput, fields), files);
          return redirect(caseUrl(id, 'recours'), t('register.done'));
        });
      },
      (refusal) => this.casePage(ctx, visitor, id, { form: REGISTER, refusal, typed }),
    );
  }

  @Post(':appealId/pieces')
  @Act('appeal.register')
  @PageRoute()
  join(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('appealId', UuidPipe) appealId: AppealId,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.read(ctx, (tx) => this.reading.requireAppeal(tx, id, appealId));
        return this.forms.receive(ctx, request, async ({ files }, once) => {
          await this.joining.join(once, id, appealId, files);
          return redirect(caseUrl(id, 'recours'), t('files.done'));
        });
      },
      (refusal) => this.casePage(ctx, visitor, id, { form: joinForm(appealId), refusal, typed: {} }),
    );
  }

  @Post(':appealId')
  @Act('appeal.conclude')
  @PageRoute()
  conclude(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('appealId', UuidPipe) appealId: AppealId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.concluding.conclude(ctx, id, appealId, version, parseForm(concludeAppealInput, form));
        return redirect(caseUrl(id, 'recours'), t('conclude.done'));
      },
      (refusal) => this.casePage(ctx, visitor, id, { form: appealId, refusal, typed: form }),
    );
  }

  private async casePage(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    again: Again | null,
  ): Promise<PageAnswer> {
    const appeals = await this.reading.ofCase(ctx, id);
    const may = (action: Parameters<typeof scopeOf>[1]): boolean => scopeOf(ctx.actor.role as Role, action) !== null;
    return this.verbs.read(ctx, (tx) =>
      this.frame.page(tx, id, {
        panel: 'recours',
        title: t('panel.title'),
        body: (
          <CaseAppealsView
            {...appeals}
            candidacyId={id}
            registers={may('appeal.register')}
            concludes={may('appeal.conclude')}
            again={again}
            csrf={visitor?.csrf ?? null}
            once={randomUUID}
          />
        ),
      }),
    );
  }
}

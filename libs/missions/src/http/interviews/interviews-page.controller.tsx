import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CaseFrame, CasePanel, caseUrl, Cases } from '@rebond/candidacies';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, SeenVersion, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
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
import { EditInterview } from '../../application/interviews/edit-interview.js';
import { interviewInput, newInterviewInput } from '../../application/interviews/interview-input.js';
import { Missions } from '../../application/missions.js';
import { interviewsQuery, readInterview, readInterviews } from '../../application/read/interviews.js';
import { t } from '../../messages.fr.js';
import { FOLLOWED } from '../parts/states.js';
import { InterviewForm, InterviewList, interviewsUrl } from './interviews-view.js';

const placeQuery = interviewsQuery.pick({ after: true });
type Place = z.output<typeof placeQuery>;
const pageQuery = interviewsQuery.extend({ limit: interviewsQuery.shape.limit.default(200) });

/** The interviews of a mission: list, addition, correction. */
@Controller('candidatures/:id/entretiens')
@CasePanel({
  key: 'entretiens',
  label: () => t('panel.interviews'),
  order: 62,
  isRare: true,
  action: 'mission.read',
  states: FOLLOWED,
})
export class InterviewsPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly frame: CaseFrame,
    private readonly missions: Missions,
    private readonly interviews: EditInterview,
  ) {}

  @Get()
  @Act('mission.read')
  @PageRoute()
  list(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const figures = await this.missions.figures(tx, id);
      const role = ctx.actor.role as Role;
      return this.frame.around(candidacy, role, {
        panel: 'entretiens',
        title: t('interviews.title'),
        scripts: ['inline-edit'],
        body: (
          <InterviewList
            id={id}
            total={figures?.interviews ?? 0}
            page={await readInterviews(tx, id, query)}
            after={query.after}
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
    return this.form(ctx, { id, interview: null, after: '' }, visitor, null);
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
        const input = parseForm(newInterviewInput, form);
        const { reference } = await this.verbs.write(ctx, (tx) => this.interviews.add(tx, id, input));
        return redirect(caseUrl(id, 'entretiens'), t('interviews.added', { reference }));
      },
      (refusal) =>
        this.form(ctx, { id, interview: null, after: '' }, visitor, { form: 'entretien', refusal, typed: form }),
    );
  }

  @Get(':interview')
  @Act('mission.report')
  @PageRoute()
  one(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('interview', UuidPipe) interview: string,
    @Reader() visitor: Visitor | null,
    @Query({ schema: placeQuery }) { after }: Place,
  ): Promise<PageAnswer> {
    return this.form(ctx, { id, interview, after }, visitor, null);
  }

  @Post(':interview')
  @Act('mission.report')
  @PageRoute()
  edit(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('interview', UuidPipe) interview: string,
    @Reader() visitor: Visitor | null,
    @Query({ schema: placeQuery }) { after }: Place,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(interviewInput, form);
        const edited = await this.verbs.write(ctx, (tx) => this.interviews.edit(tx, id, interview, version, input));
        return redirect(interviewsUrl(id, after), t('interviews.edited', { reference: edited.reference }));
      },
      (refusal) => this.form(ctx, { id, interview, after }, visitor, { form: 'entretien', refusal, typed: form }),
    );
  }

  private form(
    ctx: RequestContext,
    { id, interview: interviewId, after }: Place & { readonly id: CandidacyId; readonly interview: string | null },
    visitor: Visitor | null,
    again: Again | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const interview = interviewId === null ? null : await readInterview(tx, id, interviewId);
      const firms = (await this.missions.figures(tx, id))?.firms ?? [];
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'entretiens',
        title: interview ? t('interviews.edit', { reference: interview.reference }) : t('interviews.new'),
        body: (
          <>
            <FormRefusal again={again} />
            <InterviewForm {...{ id, interview, firms, after, again }} csrf={visitor?.csrf ?? null} />
          </>
        ),
      });
    });
  }
}

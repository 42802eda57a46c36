import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId, DomainError, Json } from '@rebond/kernel';
import { Ctx, Verbs, type FormBody, type RequestContext, type Tx, parseForm } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { askAdviserInput, AskOpinions } from '../../application/opinions/ask-opinions.js';
import { GiveOpinion, giveOpinionInput } from '../../application/opinions/give-opinion.js';
import { opinionsOf } from '../../application/opinions/opinion-rows.js';
import { ReadReview } from '../../application/review/read-review.js';
import { markRead } from '../../application/worklist/read-marks.js';
import { t } from '../../messages.worklist.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { OpinionsPage } from './opinions-page.js';
import { signatureOf } from './signature.js';

/** A form shown again: the opinion or the request that it was, with what was typed. */
interface Again {
  readonly form: string;
  readonly typed: FormBody;
  readonly refusal: DomainError;
}

/** The opinions asked about a case, beside the file for those who give one. */
@CasePanel({
  key: 'avis',
  label: () => t('opinion.panel'),
  order: 17,
  isRare: true,
  action: 'opinion.read',
  states: [
    'submitted',
    'incomplete',
    'waitlisted',
    'selected',
    'rejected',
    'inadmissible',
    'engineering',
    'funded',
    'closed',
  ],
})
@Controller('candidatures/:id/avis')
export class OpinionsPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly frame: CaseFrame,
    private readonly reviews: ReadReview,
    private readonly asking: AskOpinions,
    private readonly giving: GiveOpinion,
  ) {}

  @Get()
  @Act('opinion.read')
  @PageRoute()
  async show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    const answer = await this.page(ctx, visitor, id, null);
    if (scopeOf(ctx.actor.role as Role, 'note.read') === null) await this.verbs.read(ctx, (tx) => markRead(tx, [id]));
    return answer;
  }

  @Post('demandes')
  @Act('opinion.ask')
  @PageRoute()
  ask(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(
      ctx,
      visitor,
      id,
      { form: 'ask', typed: form },
      (tx) => this.asking.ask(tx, id),
      ({ asked }) => t('opinion.asked', { n: asked }),
    );
  }

  @Post('personnes')
  @Act('opinion.ask')
  @PageRoute()
  askAdviser(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(
      ctx,
      visitor,
      id,
      { form: 'adviser', typed: form },
      (tx) => this.asking.askAdviser(tx, id, parseForm(askAdviserInput, form)),
      () => t('opinion.linkAsked'),
    );
  }

  @Post(':opinionId')
  @Act('opinion.give')
  @PageRoute()
  give(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('opinionId', UuidPipe) opinionId: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(
      ctx,
      visitor,
      id,
      { form: opinionId, typed: form },
      async (tx) => {
        const input = parseForm(giveOpinionInput, form);
        return this.giving.give(tx, id, opinionId, await signatureOf(tx, ctx, visitor), input);
      },
      () => t('opinion.given'),
    );
  }

  private act<T extends Json>(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    sent: Omit<Again, 'refusal'>,
    work: (tx: Tx) => Promise<T>,
    said: (done: T) => string,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => redirect(caseUrl(id, 'avis'), said(await this.verbs.write(ctx, work))),
      (refusal) => this.page(ctx, visitor, id, { ...sent, refusal }),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    again: Again | null,
  ): Promise<PageAnswer> {
    const role = ctx.actor.role as Role;
    return this.verbs.read(ctx, async (tx) => {
      const file = await this.reviews.file(tx, id);
      return this.frame.around(file.candidacy, role, {
        panel: 'avis',
        title: t('opinion.panel'),
        wide: true,
        scripts: ['worklist'],
        body: (
          <OpinionsPage
            file={file}
            opinions={await opinionsOf(tx, id)}
            now={ctx.receivedAt}
            organisationId={scopeOf(role, 'opinion.give') === null ? null : ctx.actor.organisationId}
            asks={scopeOf(role, 'opinion.ask') !== null}
            path={caseUrl(id, 'avis')}
            csrf={visitor?.csrf ?? null}
            once={randomUUID}
            again={again}
          />
        ),
      });
    });
  }
}

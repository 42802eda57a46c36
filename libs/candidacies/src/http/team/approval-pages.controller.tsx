import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId, DomainError } from '@rebond/kernel';
import { Ctx, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { approvalsOf } from '../../application/approval/approvals.js';
import { AskApproval, askApprovalInput } from '../../application/approval/ask-approval.js';
import { Cases } from '../../application/cases.js';
import { t } from '../../messages.team.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { Approvals } from './approval-view.js';

/** The lead asks a director or a president for their approval of the draft. */
@Controller('candidatures/:id/approbation')
export class ApprovalPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly asking: AskApproval,
    private readonly frame: CaseFrame,
  ) {}

  @Get()
  @Act('approval.ask')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, null, {});
  }

  @Post()
  @Act('approval.ask')
  @PageRoute()
  ask(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(askApprovalInput, form);
        await this.verbs.write(ctx, (tx) => this.asking.ask(tx, id, input));
        return redirect(caseUrl(id, 'approbation'), t('approval.sent', { name: input.name, email: input.email }));
      },
      (refusal) => this.page(ctx, visitor, id, refusal, form),
    );
  }

  @Post(':approvalId/annulation')
  @Act('approval.ask')
  @PageRoute()
  cancel(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('approvalId', UuidPipe) approval: string,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, (tx) => this.asking.cancel(tx, id, approval));
        return redirect(caseUrl(id, 'approbation'), t('approval.cancelDone'));
      },
      (refusal) => this.page(ctx, visitor, id, refusal, {}),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    refusal: DomainError | null,
    form: FormBody,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const approvals = await approvalsOf(tx, id);
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: '',
        title: t('approval.title'),
        body: (
          <Approvals {...{ candidacy, approvals, refusal, form }} csrf={visitor?.csrf ?? null} once={randomUUID()} />
        ),
      });
    });
  }
}

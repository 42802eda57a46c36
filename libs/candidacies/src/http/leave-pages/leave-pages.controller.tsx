import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, UuidPipe, type Role } from '@rebond/identity';
import { type CandidacyId, type DomainError } from '@rebond/kernel';
import { Ctx, SeenVersion, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import {
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  typedText,
} from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import { Leave, leaveInput, type Leaving } from '../../application/leave/leave.js';
import { CaseAccess } from '../../application/perimeter/case-access.js';
import { requireKnown } from '../../domain/decide.js';
import { t } from '../../messages.case.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { Confirmation } from './confirmation.js';

/** Address of each way to leave. */
const PARTS: Readonly<Record<Leaving, string>> = { WITHDRAW: 'retrait', ABANDON: 'abandon', CLOSE: 'cloture' };

/** Confirmations of what ends a case, each with its reason. */
@Controller('candidatures/:id')
export class LeavePagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly leaving: Leave,
    private readonly access: CaseAccess,
    private readonly frame: CaseFrame,
  ) {}

  @Get('retrait')
  @Act('candidacy.withdraw')
  @PageRoute()
  withdrawal(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null, @Param('id', UuidPipe) id: CandidacyId) {
    return this.page(ctx, visitor, id, 'WITHDRAW');
  }

  @Post('retrait')
  @Act('candidacy.withdraw')
  @PageRoute()
  withdraw(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.leave(ctx, visitor, id, version, 'WITHDRAW', form);
  }

  @Get('abandon')
  @Act('candidacy.abandon')
  @PageRoute()
  abandonment(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null, @Param('id', UuidPipe) id: CandidacyId) {
    return this.page(ctx, visitor, id, 'ABANDON');
  }

  @Post('abandon')
  @Act('candidacy.abandon')
  @PageRoute()
  abandon(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.leave(ctx, visitor, id, version, 'ABANDON', form);
  }

  @Get('cloture')
  @Act('candidacy.close')
  @PageRoute()
  closure(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null, @Param('id', UuidPipe) id: CandidacyId) {
    return this.page(ctx, visitor, id, 'CLOSE');
  }

  @Post('cloture')
  @Act('candidacy.close')
  @PageRoute()
  close(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.leave(ctx, visitor, id, version, 'CLOSE', form);
  }

  private leave(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    version: number,
    event: Leaving,
    form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(leaveInput, form);
        await this.verbs.write(ctx, (tx) => this.leaving.leave(tx, id, version, event, input));
        return redirect(caseUrl(id), t(`leave.${event}.done`));
      },
      (refusal) => this.page(ctx, visitor, id, event, refusal, form),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    event: Leaving,
    refusal: DomainError | null = null,
    form: FormBody = {},
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      // What the state does not know has no page; what another did meanwhile is told on it.
      await this.access.requireLead(tx, candidacy);
      if (refusal === null) requireKnown(candidacy.state, event);
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: '',
        title: t(`leave.${event}.title`),
        body: (
          <Confirmation
            event={event}
            action={caseUrl(id, PARTS[event])}
            candidacy={candidacy}
            csrf={visitor?.csrf ?? null}
            once={randomUUID()}
            refusal={refusal}
            reason={typedText(form, 'reason') ?? ''}
          />
        ),
      });
    });
  }
}

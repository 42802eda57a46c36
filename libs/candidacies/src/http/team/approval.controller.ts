import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { approvalsOf, type ApprovalView } from '../../application/approval/approvals.js';
import {
  AskApproval,
  askApprovalInput,
  type ApprovalAsked,
  type AskApprovalInput,
} from '../../application/approval/ask-approval.js';
import { Cases } from '../../application/cases.js';

/** Approvals asked of a director or a president before the deposit. */
@ApiTags('Équipe')
@Controller('api/candidacies/:id/approvals')
export class ApprovalController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly asking: AskApproval,
  ) {}

  @Get()
  @Act('team.read')
  list(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<{ items: readonly ApprovalView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await approvalsOf(tx, id) };
    });
  }

  @Post()
  @Act('approval.ask')
  ask(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: askApprovalInput }) body: AskApprovalInput,
  ): Promise<ApprovalAsked> {
    return this.verbs.write(ctx, (tx) => this.asking.ask(tx, id, body));
  }

  @Post(':approvalId/cancellation')
  @HttpCode(200)
  @Act('approval.ask')
  cancel(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('approvalId', UuidPipe) approval: string,
  ): Promise<{ readonly id: string }> {
    return this.verbs.write(ctx, (tx) => this.asking.cancel(tx, id, approval));
  }
}

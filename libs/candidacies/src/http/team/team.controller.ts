import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId, SeatId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import {
  departureInput,
  inviteInput,
  StaffTeam,
  successorInput,
  type DepartureInput,
  type InviteInput,
  type Staffing,
  type SuccessorInput,
} from '../../application/team/staff-team.js';
import { teamOf, type TeamOrganisation } from '../../application/team/team.js';

/** The people of a case's territory. */
@ApiTags('Équipe')
@Controller('api/candidacies/:id/team')
export class TeamController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly staffing: StaffTeam,
  ) {}

  @Get()
  @Act('team.read')
  list(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<{ items: readonly TeamOrganisation[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await teamOf(tx, id) };
    });
  }

  @Post('invitations')
  @Act('team.manage')
  invite(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: inviteInput }) body: InviteInput,
  ): Promise<Staffing & { readonly isNew: boolean }> {
    return this.verbs.write(ctx, (tx) => this.staffing.invite(tx, id, body));
  }

  @Post(':seatId/departure')
  @HttpCode(200)
  @Act('team.manage')
  remove(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('seatId', UuidPipe) seatId: SeatId,
    @Body({ schema: departureInput }) body: DepartureInput,
  ): Promise<Staffing> {
    return this.verbs.write(ctx, (tx) => this.staffing.remove(tx, id, seatId, body));
  }

  @Post(':seatId/handover')
  @HttpCode(200)
  @Act('team.manage')
  handOver(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('seatId', UuidPipe) seatId: SeatId,
    @Body({ schema: successorInput }) body: SuccessorInput,
  ): Promise<Staffing> {
    return this.verbs.write(ctx, (tx) => this.staffing.handOver(tx, id, seatId, body));
  }
}

import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Calls } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { ics, type MeetingId } from '@rebond/meetings';
import { CONFIG, Ctx, etag, SeenVersion, Verbs, type Config, type RequestContext } from '@rebond/platform';
import { Committees } from '../application/committees.js';
import { HoldCommittee, holdInput, type HoldInput } from '../application/hold/hold.js';
import { invitationOf } from '../application/invitation.js';
import { SetCommitteeDate, setDateInput, type SetDateInput } from '../application/set-date/set-date.js';
import { present, type CommitteeView } from './present.js';

@ApiTags('Comités de pilotage')
@Controller('api/candidacies/:id/committees')
export class CommitteesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly committees: Committees,
    private readonly dating: SetCommitteeDate,
    private readonly holding: HoldCommittee,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Steering committees of a case, by date. */
  @Get()
  @Act('committee.read')
  list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ items: CommitteeView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: (await this.committees.ofCase(tx, id)).map(present) };
    });
  }

  /** Sets the real date; those already convened are convened anew. */
  @Post(':committeeId/date')
  @HttpCode(200)
  @Act('committee.hold')
  async setDate(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('committeeId', UuidPipe) committeeId: MeetingId,
    @Body({ schema: setDateInput }) body: SetDateInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommitteeView> {
    const view = await this.verbs.write(ctx, async (tx) =>
      present(await this.dating.setDate(tx, id, committeeId, version, body)),
    );
    void reply.header('etag', etag(view.version));
    return view;
  }

  /** Records that it took place, and what it decided; the closing one freezes the mission's figures and ends it. */
  @Post(':committeeId/held')
  @HttpCode(200)
  @Act('committee.hold')
  async hold(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('committeeId', UuidPipe) committeeId: MeetingId,
    @Body({ schema: holdInput }) body: HoldInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommitteeView> {
    const view = await this.verbs.write(ctx, async (tx) =>
      present(await this.holding.hold(tx, id, committeeId, version, body)),
    );
    void reply.header('etag', etag(view.version));
    return view;
  }

  /** The committee for one's own calendar. */
  @Get(':committeeId/invitation.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="comite.ics"')
  @ApiProduces('text/calendar')
  @Act('committee.read')
  invitation(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('committeeId', UuidPipe) committeeId: MeetingId,
  ): Promise<string> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const committee = await this.committees.one(tx, id, committeeId);
      const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
      const about = { publicUrl: this.config.PUBLIC_URL, at: tx.at };
      return ics(committee.meeting, invitationOf({ candidacy, definition }, committee, about));
    });
  }
}

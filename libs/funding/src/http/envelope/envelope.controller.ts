import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Cases, type CaseState } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import { eurosOfCents, type CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { Award, awardInput, type AwardInput } from '../../application/award/award.js';
import { CommitFunds, commitInput, type CommitInput } from '../../application/commit/commit.js';
import type { EnvelopeView } from '../../application/envelope-view.js';
import { Funding } from '../../application/funding.js';

// A type, so that it is JSON.
type AwardedView = {
  readonly id: string;
  readonly state: CaseState;
  readonly version: number;
  /** What is left in the envelope. */
  readonly leftEur: number;
};

@ApiTags('Financement')
@Controller('api/candidacies/:id')
export class EnvelopeController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly funding: Funding,
    private readonly committing: CommitFunds,
    private readonly awarding: Award,
  ) {}

  /** The envelope by funder, and what is awarded of it. */
  @Get('envelope')
  @Act('funding.read')
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<EnvelopeView> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return this.funding.envelope(tx, id);
    });
  }

  /** Adds funders' commitments, all or none. */
  @Post('envelope/commitments')
  @Act('funding.commit')
  commit(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: commitInput }) body: CommitInput,
  ): Promise<EnvelopeView> {
    return this.verbs.write(ctx, (tx) => this.committing.commit(tx, id, body));
  }

  /** Records a signed award agreement; the first brings the case into the investment phase. */
  @Post('awards')
  @Act('funding.award')
  async award(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: awardInput }) body: AwardInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AwardedView> {
    const view = await this.verbs.write(ctx, async (tx): Promise<AwardedView> => {
      const { id: award, candidacy, left } = await this.awarding.award(tx, id, version, body);
      return { id: award, state: candidacy.state, version: candidacy.version, leftEur: eurosOfCents(left) };
    });
    void reply.header('etag', etag(view.version));
    return view;
  }
}

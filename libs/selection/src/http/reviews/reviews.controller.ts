import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { signatureOf } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId, WaveId } from '@rebond/kernel';
import { Ctx, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { EnrolReviewer, expertiseInput, type ExpertiseInput } from '../../application/assignment/enrol-reviewer.js';
import { ReadReviews } from '../../application/reviews/read-reviews.js';
import { reviewInput, WriteReview, type ReviewInput } from '../../application/reviews/write-review.js';
import type { AssignmentId } from '../../infrastructure/assignment/assignment-rows.js';

@ApiTags('Relectures')
@Controller('api')
export class ReviewsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadReviews,
    private readonly writing: WriteReview,
    private readonly enrolling: EnrolReviewer,
  ) {}

  /** Reviews asked of the acting seat, the first due first. */
  @Get('reviews')
  @Act('review.write')
  mine(@Ctx() ctx: RequestContext) {
    return this.verbs.read(ctx, (tx) => this.reading.mine(tx));
  }

  /** One of them: its draft, the grid and, once it is submitted, those of the others. */
  @Get('reviews/:id')
  @Act('review.write')
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: AssignmentId) {
    return this.verbs.read(ctx, (tx) => this.reading.own(tx, id));
  }

  /** Saves the draft; `If-Match` is its version, 0 before the first. */
  @Put('reviews/:id')
  @Act('review.write')
  save(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: AssignmentId,
    @Body({ schema: reviewInput }) body: ReviewInput,
  ) {
    return this.verbs.write(ctx, async (tx) =>
      this.writing.save(tx, id, version, await signatureOf(tx, ctx, null), body),
    );
  }

  /** Submits it: it does not change any more, and the other reviewers who have submitted theirs read it. */
  @Post('reviews/:id/submission')
  @HttpCode(200)
  @Act('review.write')
  submit(@Ctx() ctx: RequestContext, @SeenVersion() version: number, @Param('id', UuidPipe) id: AssignmentId) {
    return this.verbs.write(ctx, (tx) => this.writing.submit(tx, id, version));
  }

  /** Submitted reviews of a case, with their weighted scores and how far they are apart. */
  @Get('candidacies/:id/reviews')
  @Act('review.read')
  ofCase(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId) {
    return this.verbs.read(ctx, async (tx) => {
      const { reviews, mean, divergence } = await this.reading.ofCase(tx, id);
      return { reviews, mean, divergence };
    });
  }

  /** What the acting reviewer knows, for the assignment of a wave. */
  @Put('waves/:id/expertise')
  @Act('review.write')
  declare(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: WaveId,
    @Body({ schema: expertiseInput }) body: ExpertiseInput,
  ) {
    return this.verbs.write(ctx, (tx) => this.enrolling.declare(tx, id, body));
  }
}

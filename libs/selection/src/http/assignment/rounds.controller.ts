import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { SeatId, WaveId } from '@rebond/kernel';
import { Ctx, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { enrolInput, EnrolReviewer, type EnrolInput } from '../../application/assignment/enrol-reviewer.js';
import { giveInput, GiveReview, type GiveInput } from '../../application/assignment/give-review.js';
import { keepInput, KeepPair, type KeepInput } from '../../application/assignment/keep-pair.js';
import { proposeRoundInput, type ProposeRoundInput } from '../../application/assignment/propose-round.js';
import { ReadBoard } from '../../application/assignment/read-board.js';
import { ValidateRound } from '../../application/assignment/validate-round.js';
import type { AssignmentId } from '../../infrastructure/assignment/assignment-rows.js';
import { SolveRound } from './solve-round.js';

@ApiTags('Affectation des relecteurs')
@Controller('api')
export class RoundsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly board: ReadBoard,
    private readonly solving: SolveRound,
    private readonly enrolling: EnrolReviewer,
    private readonly validating: ValidateRound,
    private readonly keeping: KeepPair,
    private readonly giving: GiveReview,
  ) {}

  /** Candidacies, reviewers and pairs of a wave, each pair with why. */
  @Get('waves/:id/review-round')
  @Act('review.assign')
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: WaveId) {
    return this.verbs.read(ctx, (tx) => this.board.read(tx, id));
  }

  /** Proposes an assignment: nothing is told to the reviewers. Locked pairs are kept. */
  @Post('waves/:id/review-round/proposal')
  @HttpCode(200)
  @Act('review.assign')
  propose(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: WaveId,
    @Body({ schema: proposeRoundInput }) body: ProposeRoundInput,
  ) {
    return this.solving.solve(ctx, id, body);
  }

  /** Gives the reviewers what is proposed, and writes to them. */
  @Post('waves/:id/review-round/validation')
  @HttpCode(200)
  @Act('review.assign')
  validate(@Ctx() ctx: RequestContext, @SeenVersion() version: number, @Param('id', UuidPipe) id: WaveId) {
    return this.verbs.write(ctx, (tx) => this.validating.validate(tx, id, version));
  }

  /** Gives a review to another reviewer: by hand before the validation, on lateness after it. */
  @Post('waves/:id/review-round/replacements')
  @HttpCode(200)
  @Act('review.assign')
  give(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: WaveId,
    @Body({ schema: giveInput }) body: GiveInput,
  ) {
    return this.verbs.write(ctx, (tx) => this.giving.give(tx, id, version, body));
  }

  /** Enrols a seat as a reviewer of the wave, or changes its loads and what it knows. */
  @Put('waves/:id/reviewers/:seatId')
  @Act('review.assign')
  enrol(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: WaveId,
    @Param('seatId', UuidPipe) seatId: SeatId,
    @Body({ schema: enrolInput }) body: EnrolInput,
  ) {
    return this.verbs.write(ctx, (tx) => this.enrolling.enrol(tx, id, seatId, body));
  }

  @Delete('waves/:id/reviewers/:seatId')
  @HttpCode(200)
  @Act('review.assign')
  dismiss(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: WaveId, @Param('seatId', UuidPipe) seatId: SeatId) {
    return this.verbs.write(ctx, (tx) => this.enrolling.dismiss(tx, id, seatId));
  }

  /** Keeps a pair through the next proposals, or lets it go; `If-Match` is the round's version. */
  @Put('review-assignments/:id/lock')
  @Act('review.assign')
  keep(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: AssignmentId,
    @Body({ schema: keepInput }) body: KeepInput,
  ) {
    return this.verbs.write(ctx, (tx) => this.keeping.keep(tx, id, version, body));
  }
}

import { Injectable } from '@nestjs/common';
import { Calls, type Grid } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { AbsentError, type CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { divergenceOf } from '../../domain/reviews/divergence.js';
import type { AssignmentId } from '../../infrastructure/assignment/assignment-rows.js';
import {
  ownReview,
  reviewAsked,
  reviewsAsked,
  reviewsOfCase,
  type Review,
} from '../../infrastructure/reviews/review-rows.js';
import { presentAsked, presentReview, type AskedView, type ReviewView } from './present.js';

/** The submitted reviews of a case, and how far they are apart; a type, so that it is JSON. */
export type CaseReviews = {
  readonly reviews: readonly ReviewView[];
  /** Mean of the weighted scores, out of 100; null without any. */
  readonly mean: number | null;
  readonly divergence: { readonly spread: number; readonly criteria: readonly string[]; readonly isFlagged: boolean };
};

/** A review asked of the actor, what they have written of it, and the grid. */
export interface OwnReview {
  readonly asked: AskedView;
  readonly review: ReviewView | null;
  readonly grid: Grid;
  /** Those of the others; none before theirs is submitted. */
  readonly others: readonly ReviewView[];
}

@Injectable()
export class ReadReviews {
  constructor(
    private readonly calls: Calls,
    private readonly cases: Cases,
  ) {}

  /** Those asked of the actor's seat, the first due first. */
  async mine(tx: Tx): Promise<AskedView[]> {
    return (await reviewsAsked(tx, tx.actor.seatId)).map((one) => presentAsked(one, tx.at));
  }

  /** @throws AbsentError when it is not asked of the actor's seat */
  async own(tx: Tx, id: AssignmentId): Promise<OwnReview> {
    const asked = await reviewAsked(tx, tx.actor.seatId, id);
    if (!asked) throw new AbsentError();
    const review = await ownReview(tx, tx.actor.seatId, id);
    return {
      asked: presentAsked(asked, tx.at),
      review: review && presentReview(review),
      grid: await this.gridOf(tx, asked.candidacyId),
      others: (await this.readable(tx, asked.candidacyId)).filter((one) => one.assignmentId !== id).map(presentReview),
    };
  }

  /** @throws AbsentError when the case may not be seen */
  async ofCase(tx: Tx, id: CandidacyId): Promise<CaseReviews & { readonly grid: Grid }> {
    const grid = await this.gridOf(tx, id);
    const reviews = await this.readable(tx, id);
    const scores = reviews.flatMap(({ weighted }) => weighted ?? []);
    return {
      grid,
      reviews: reviews.map(presentReview),
      mean:
        scores.length === 0
          ? null
          : Math.round((scores.reduce((sum, one) => sum + one, 0) / scores.length) * 100) / 100,
      divergence: divergenceOf(
        grid,
        reviews.map(({ marks }) => marks),
      ),
    };
  }

  private readable(tx: Tx, id: CandidacyId): Promise<readonly Review[]> {
    return reviewsOfCase(tx, id, tx.actor.personId);
  }

  /** The grid that the case was deposited under. */
  private async gridOf(tx: Tx, id: CandidacyId): Promise<Grid> {
    const { callId, definitionVersion } = await this.cases.read(tx, id);
    return (await this.calls.definition(tx, callId, definitionVersion)).grid;
  }
}

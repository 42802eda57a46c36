import { EnrolReviewer } from './application/assignment/enrol-reviewer.js';
import { GiveReview } from './application/assignment/give-review.js';
import { KeepPair } from './application/assignment/keep-pair.js';
import { ProposeRound } from './application/assignment/propose-round.js';
import { ReadBoard } from './application/assignment/read-board.js';
import { ReadRoundFacts } from './application/assignment/round-facts.js';
import { ValidateRound } from './application/assignment/validate-round.js';
import { ReadReviews } from './application/reviews/read-reviews.js';
import { ReviewsTimeline } from './application/reviews/reviews-timeline.js';
import { WriteReview } from './application/reviews/write-review.js';
import { BoardController } from './http/assignment/board.controller.js';
import { RoundWavesController } from './http/assignment/round-waves.controller.js';
import { RoundsController } from './http/assignment/rounds.controller.js';
import { SolveRound } from './http/assignment/solve-round.js';
import { CaseReviewsController } from './http/reviews/case-reviews.controller.js';
import { ExpertiseController } from './http/reviews/expertise.controller.js';
import { ReviewsController } from './http/reviews/reviews.controller.js';
import { ReviewsPagesController } from './http/reviews/reviews-pages.controller.js';
import { Highs } from './infrastructure/assignment/highs.js';

/** Who reviews what, and the reviews. */
export const REVIEW_CONTROLLERS = [
  RoundsController,
  RoundWavesController,
  BoardController,
  ReviewsController,
  ExpertiseController,
  ReviewsPagesController,
  CaseReviewsController,
];

export const REVIEW_VERBS = [
  Highs,
  ReadRoundFacts,
  ReadBoard,
  ProposeRound,
  SolveRound,
  ValidateRound,
  KeepPair,
  GiveReview,
  EnrolReviewer,
  ReadReviews,
  WriteReview,
  ReviewsTimeline,
];

import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases, type Candidacy } from '@rebond/candidacies';
import { AbsentError, RefusedError, StaleVersionError, say } from '@rebond/kernel';
import { commitTo, type Tx } from '@rebond/platform';
import { z } from 'zod';
import { missingMarks, strangeMarks, weightedScore } from '../../domain/reviews/score.js';
import type { AssignmentId } from '../../infrastructure/assignment/assignment-rows.js';
import {
  ownReview,
  reviewAsked,
  saveReview,
  submitReview,
  type Asked,
  type Review,
} from '../../infrastructure/reviews/review-rows.js';
import { boundContent, presentReview, type ReviewView } from './present.js';

export const reviewInput = z.strictObject({
  /** By the keys of the grid's criteria; a draft may lack some. */
  marks: z.record(
    z.string().max(60),
    z.strictObject({
      /** Score of a level of the criterion; null as long as none was chosen. */
      score: z.int().min(0).max(100).nullable().default(null),
      comment: z.string().trim().max(5_000).default(''),
    }),
  ),
  summary: z.string().trim().max(10_000).default(''),
});
export type ReviewInput = z.output<typeof reviewInput>;

/** States in which a review still serves a decision. */
const REVIEWED = new Set(['submitted', 'incomplete', 'waitlisted']);

/** Saves and submits a reviewer's own review: a draft that nobody else reads, then signed and never changed. */
@Injectable()
export class WriteReview {
  constructor(
    private readonly calls: Calls,
    private readonly cases: Cases,
  ) {}

  /**
   * @param signed name and function of the reviewer, as they are today
   * @throws AbsentError when it is not asked of the actor's seat
   * @throws StaleVersionError when the draft changed since it was read
   * @throws RefusedError `review-submitted`, `too-late`, `bad-marks`
   */
  async save(
    tx: Tx,
    id: AssignmentId,
    expectedVersion: number,
    signed: string,
    input: ReviewInput,
  ): Promise<ReviewView> {
    const { asked, candidacy } = await this.open(tx, id);
    const { grid } = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    refuseFaulty('bad-marks', say`Ces notes ne sont pas de la grille.`, strangeMarks(grid, input.marks));
    const version = await saveReview(tx, { asked, signed, ...input }, expectedVersion);
    if (version === null) throw new StaleVersionError(asked.version);
    return presentReview(await this.own(tx, id));
  }

  /** @throws as `save`, and RefusedError `review-incomplete` with every criterion that lacks its level or its reasons */
  async submit(tx: Tx, id: AssignmentId, expectedVersion: number): Promise<ReviewView> {
    const { asked, candidacy } = await this.open(tx, id);
    if (asked.version !== expectedVersion) throw new StaleVersionError(asked.version);
    const { grid } = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const { marks, summary } = asked.version === 0 ? { marks: {}, summary: '' } : await this.own(tx, id);
    refuseFaulty('review-incomplete', say`Cette relecture n’est pas complète.`, missingMarks(grid, marks));
    const weighted = weightedScore(grid, marks);
    const { salt, commitment } = commitTo(boundContent({ marks, summary, weighted }));
    await submitReview(tx, asked, weighted, salt);
    await this.cases.record(tx, asked.candidacyId, [
      { action: 'review.submitted', audience: 'state', facts: { review: id, commitment } },
    ]);
    return presentReview(await this.own(tx, id));
  }

  /** The review is asked of the actor, not submitted, and the case still awaits its decision; the case is locked. */
  private async open(tx: Tx, id: AssignmentId): Promise<{ readonly asked: Asked; readonly candidacy: Candidacy }> {
    const found = await reviewAsked(tx, tx.actor.seatId, id);
    if (!found) throw new AbsentError();
    const candidacy = await this.cases.lockOne(tx, found.candidacyId);
    const asked = await reviewAsked(tx, tx.actor.seatId, id);
    if (!asked) throw new AbsentError();
    if (asked.submittedAt !== null)
      throw new RefusedError('review-submitted', say`Cette relecture est remise : elle ne change plus.`);
    if (!REVIEWED.has(candidacy.state)) throw new RefusedError('too-late', say`La candidature n’est plus à l’examen.`);
    return { asked, candidacy };
  }

  private async own(tx: Tx, id: AssignmentId): Promise<Review> {
    const review = await ownReview(tx, tx.actor.seatId, id);
    if (!review) throw new AbsentError();
    return review;
  }
}

function refuseFaulty(code: string, detail: string, faults: ReturnType<typeof strangeMarks>): void {
  if (faults.length > 0) throw new RefusedError(code, detail, faults);
}

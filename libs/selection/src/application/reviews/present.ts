import type { Asked, Review } from '../../infrastructure/reviews/review-rows.js';

/** A type, so that it is JSON. */
export type ReviewView = ReturnType<typeof presentReview>;
export type AskedView = ReturnType<typeof presentAsked>;

type Content = Pick<Review, 'marks' | 'summary' | 'weighted'>;

/** What the journal is bound to when a review is submitted. */
export const boundContent = ({ marks, summary, weighted }: Content) => ({
  marks: Object.fromEntries(Object.entries(marks).map(([key, { score, comment }]) => [key, { score, comment }])),
  summary,
  weighted,
});

export const presentReview = (review: Review) => ({
  id: review.assignmentId as string,
  candidacyId: review.candidacyId as string,
  signed: review.signed,
  version: review.version,
  ...boundContent(review),
  submittedAt: review.submittedAt?.toString() ?? null,
});

export const presentAsked = (asked: Asked, now: Temporal.Instant) => ({
  id: asked.id as string,
  waveId: asked.waveId as string,
  wave: asked.wave,
  candidacyId: asked.candidacyId as string,
  territory: asked.territory,
  dueAt: asked.dueAt.toString(),
  isLate: asked.submittedAt === null && Temporal.Instant.compare(now, asked.dueAt) >= 0,
  /** Of the draft; 0 before anything was saved. */
  version: asked.version,
  submittedAt: asked.submittedAt?.toString() ?? null,
});

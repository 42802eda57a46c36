import { affinityBetween, type Expertise, type Subject } from './affinity.js';

/** Why a reviewer was given a candidacy: what they know of it, and their place among those who could have been. */
export interface Why {
  readonly topics: readonly string[];
  /** Subjects of the candidacy, known or not. */
  readonly asked: number;
  readonly knowsRegion: boolean;
  /** 1: nobody suits it better. Equals share a rank. */
  readonly rank: number;
  /** Reviewers without a conflict, the one given included. */
  readonly possible: number;
}

/** @param others the other reviewers who have no conflict with the candidacy */
export function whyOf(reviewer: Expertise, subject: Subject, others: readonly Expertise[]): Why {
  const { score, topics, regions } = affinityBetween(reviewer, subject);
  return {
    topics,
    asked: subject.topics.length,
    knowsRegion: regions.length > 0,
    rank: 1 + others.filter((other) => affinityBetween(other, subject).score > score).length,
    possible: 1 + others.length,
  };
}

/** What a reviewer knows, as declared. */
export interface Expertise {
  /** Values of the form's choices: sectors, kinds of need. */
  readonly topics: readonly string[];
  /** Codes of regions. */
  readonly regions: readonly string[];
}

/** What a candidacy is about. */
export interface Subject {
  readonly topics: readonly string[];
  readonly regions: readonly string[];
}

/** Why a reviewer suits a candidacy; `score` is from 0 to 100. */
export interface Affinity {
  readonly score: number;
  readonly topics: readonly string[];
  readonly regions: readonly string[];
}

/** A reviewer who knows all the subjects of a candidacy, and none of its regions, has this much. */
const TOPICS = 80;
/** For knowing a region of the candidacy. */
const REGION = 20;

const shared = (a: readonly string[], b: readonly string[]): readonly string[] => a.filter((one) => b.includes(one));

/** How well a reviewer suits a candidacy: the share of its subjects that they know, and its region. */
export function affinityBetween(reviewer: Expertise, candidacy: Subject): Affinity {
  const topics = shared(candidacy.topics, reviewer.topics);
  const regions = shared(candidacy.regions, reviewer.regions);
  const known = candidacy.topics.length === 0 ? 0 : topics.length / candidacy.topics.length;
  return { score: Math.round(TOPICS * known + (regions.length > 0 ? REGION : 0)), topics, regions };
}

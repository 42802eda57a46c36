import { OUTCOMES, type ListedLine, type Outcome } from './lines.js';

type Counted = Pick<ListedLine, 'outcome' | 'struckAt' | 'envelopeCents' | 'personDays'>;

/** What lines add up to; one that was struck counts apart, and promises nothing. */
export interface Tally {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly struck: number;
  readonly envelopeCents: number;
  readonly personDays: number;
  /** Selections whose envelope is not fixed yet. */
  readonly withoutEnvelope: number;
}

/** A line that makes a laureate once it is announced. */
export const isLaureate = ({ outcome, struckAt }: Pick<ListedLine, 'outcome' | 'struckAt'>): boolean =>
  outcome === 'select' && struckAt === null;

const sum = (values: readonly (number | null)[]): number => values.reduce<number>((all, one) => all + (one ?? 0), 0);

/** The figures of some lines of a list. */
export function tallyOf(lines: readonly Counted[]): Tally {
  const standing = lines.filter(({ struckAt }) => struckAt === null);
  const laureates = standing.filter(isLaureate);
  const count = (outcome: Outcome): number => standing.filter((one) => one.outcome === outcome).length;
  return {
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>,
    struck: lines.length - standing.length,
    envelopeCents: sum(laureates.map((one) => one.envelopeCents)),
    personDays: sum(laureates.map((one) => one.personDays)),
    withoutEnvelope: laureates.filter(({ envelopeCents }) => envelopeCents === null).length,
  };
}

/** A place in a ranking: those of one score share it, and the next ones come after all of them. */
export interface Place {
  readonly rank: number;
  /** Number of those that are ranked. */
  readonly among: number;
}

/** The places of scores, the highest first; null where there is none. */
export function placesOf(scores: readonly (number | null)[]): readonly (Place | null)[] {
  const ranked = scores.filter((score) => score !== null).sort((a, b) => b - a);
  const first = new Map<number, number>();
  for (const [i, score] of ranked.entries()) if (!first.has(score)) first.set(score, i + 1);
  return scores.map((score) => {
    const rank = score === null ? undefined : first.get(score);
    return rank === undefined ? null : { rank, among: ranked.length };
  });
}

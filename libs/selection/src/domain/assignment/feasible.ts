import { match, type Violator } from './matching.js';
import type { Pair } from './problem.js';
import { sum, type Rest } from './rest.js';

/** Something that no assignment can meet. */
export interface Shortfall {
  /** Candidacies lack reviewers, or reviewers lack candidacies to meet their least loads. */
  readonly of: 'candidacies' | 'reviewers';
  /** All of them together: there is not room enough, whoever is joined to whom. */
  readonly isOverall: boolean;
  /** Those that can't all be served or employed, by their places. */
  readonly places: readonly number[];
  /** Pairs that they need, and those that can be had at most. */
  readonly required: number;
  readonly available: number;
}

export type Feasibility =
  { readonly pairs: readonly Pair[] } | { readonly shortfalls: readonly [Shortfall, ...Shortfall[]] };

interface Side {
  readonly of: Shortfall['of'];
  readonly wanted: readonly number[];
  readonly room: readonly number[];
  readonly allowed: (one: number, other: number) => boolean;
}

/**
 * An assignment that respects everything but looks at no affinity, or every reason why there is none. The least loads and
 * the candidacies' demands are met together as soon as each can be met alone (Mendelsohn and Dulmage, 1958).
 */
export function feasibilityOf(rest: Rest): Feasibility {
  const toReviewers: Side = {
    of: 'candidacies',
    wanted: rest.wanted,
    room: rest.room,
    allowed: (c, r) => rest.isOpen(r, c),
  };
  const toCandidacies: Side = { of: 'reviewers', wanted: rest.owed, room: rest.wanted, allowed: rest.isOpen };
  const least = match(toCandidacies);
  const begun = least.partners.flatMap((partners, r) => [...partners].map((c) => [c, r] as const));
  const full = match(toReviewers, least.violators.length === 0 ? begun : []);
  const [first, ...more] = [
    ...shortfallsOf(toReviewers, full.violators),
    ...shortfallsOf(toCandidacies, least.violators),
  ];
  if (first) return { shortfalls: [first, ...more] };
  return { pairs: [...rest.problem.locked, ...full.partners.flatMap((rs, c) => [...rs].map((r): Pair => [r, c]))] };
}

/** Pairs that these can have at most, each other side counted within its room. */
function available({ room, allowed }: Side, places: readonly number[]): number {
  return sum(room.map((most, other) => Math.min(most, places.filter((one) => allowed(one, other)).length)));
}

const required = ({ wanted }: Side, places: readonly number[]): number => sum(places.map((one) => wanted[one] ?? 0));

function shortfallsOf(side: Side, violators: readonly Violator[]): readonly Shortfall[] {
  if (violators.length === 0) return [];
  const everyone = [...side.wanted.keys()];
  const shortfall = (places: readonly number[], isOverall = false): Shortfall => ({
    of: side.of,
    isOverall,
    places,
    required: required(side, places),
    available: available(side, places),
  });
  const lacks = (places: readonly number[]): boolean => required(side, places) > available(side, places);
  const alone = everyone.filter((one) => lacks([one])).map((one) => shortfall([one]));
  // Where all together lack room, sets of some of them say nothing more.
  if (required(side, everyone) > sum(side.room)) return [shortfall(everyone, true), ...alone];
  const told = new Set(alone.flatMap(({ places }) => places));
  const sets: Shortfall[] = [];
  for (const violator of violators) {
    if (violator.some((one) => told.has(one))) continue;
    const places = smallest(violator, lacks);
    for (const one of places) told.add(one);
    sets.push(shortfall(places.toSorted((a, b) => a - b)));
  }
  return [...alone, ...sets];
}

/** Leaves out whom the others lack without: none of the rest can be spared. */
function smallest(violator: Violator, lacks: (places: readonly number[]) => boolean): readonly number[] {
  let kept = violator;
  for (const one of violator) {
    const without = kept.filter((other) => other !== one);
    if (lacks(without)) kept = without;
  }
  return kept;
}

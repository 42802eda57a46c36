/** Two sides to be joined by pairs, each pair at most once. */
export interface Sides {
  /** How many pairs each on the left must have. */
  readonly wanted: readonly number[];
  /** How many each on the right may have. */
  readonly room: readonly number[];
  readonly allowed: (left: number, right: number) => boolean;
}

/** Some on the left that can't all have what they want, whatever is done (Hall's condition). */
export type Violator = readonly number[];

export interface Matching {
  /** Partners of each on the left. */
  readonly partners: readonly ReadonlySet<number>[];
  /** For each on the left that lacks a partner, a set that proves it. Empty when all have what they want. */
  readonly violators: readonly Violator[];
}

/**
 * Joins as many as possible by augmenting paths: a partner that a path gives is never taken from the right side again,
 * so that what is `begun` keeps its count on the right.
 */
export function match(sides: Sides, begun: readonly (readonly [left: number, right: number])[] = []): Matching {
  const partners = sides.wanted.map(() => new Set<number>());
  const holders = sides.room.map(() => new Set<number>());
  const join = (left: number, right: number): void => {
    partners[left]?.add(right);
    holders[right]?.add(left);
  };
  for (const [left, right] of begun) join(left, right);
  const violators: Violator[] = [];
  for (const [left, wanted] of sides.wanted.entries())
    while ((partners[left]?.size ?? 0) < wanted) {
      const stuck = augment(sides, partners, holders, left);
      if (stuck === null) continue;
      violators.push(stuck);
      break;
    }
  return { partners, violators };
}

/** Gives `start` one partner more, moving others where it must; otherwise those that the search reached. */
function augment(
  { room, allowed }: Sides,
  partners: readonly Set<number>[],
  holders: readonly Set<number>[],
  start: number,
): Violator | null {
  /** From where each on the right was reached, and each on the left but the first. */
  const rightFrom = new Map<number, number>();
  const leftFrom = new Map<number, number>();
  const reached = [start];
  for (const left of reached)
    for (const [right, places] of room.entries()) {
      if (rightFrom.has(right) || partners[left]?.has(right) || !allowed(left, right)) continue;
      rightFrom.set(right, left);
      const held = holders[right] ?? new Set<number>();
      if (held.size < places) {
        turn(partners, holders, rightFrom, leftFrom, right);
        return null;
      }
      for (const other of held)
        if (other !== start && !leftFrom.has(other)) {
          leftFrom.set(other, right);
          reached.push(other);
        }
    }
  return reached;
}

/** Walks the path back: each on it takes the partner that it reached and leaves the one that it was reached by. */
function turn(
  partners: readonly Set<number>[],
  holders: readonly Set<number>[],
  rightFrom: ReadonlyMap<number, number>,
  leftFrom: ReadonlyMap<number, number>,
  end: number,
): void {
  for (let right: number | undefined = end; right !== undefined;) {
    const left = rightFrom.get(right);
    if (left === undefined) return;
    const before = leftFrom.get(left);
    partners[left]?.add(right);
    holders[right]?.add(left);
    if (before !== undefined) {
      partners[left]?.delete(before);
      holders[before]?.delete(left);
    }
    right = before;
  }
}

/** How many shades and patterns the maps have. */
export const MOST_STEPS = 4;

/** A class of values: from `from`, up to below the next one's. */
export interface Step {
  readonly from: number;
  /** Largest value of the map in this class. */
  readonly to: number;
}

/** 1, 2 or 5 times a power of ten, at least `value`: what people count in. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((one) => one * power >= value) ?? 10) * power;
}

/**
 * Classes of values for a map. Few whole values have a class each; otherwise classes have the same width, a round
 * number, and those that no value is in are left out.
 * @param values those that are drawn, above zero
 * @param bounds least values of the classes, ascending, when the caller knows better
 */
export function stepsOf(values: readonly number[], bounds?: readonly number[]): readonly Step[] {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const largest = distinct.at(-1);
  if (largest === undefined) return [];
  const width = roundUp(largest / MOST_STEPS);
  const starts =
    bounds ??
    (distinct.length <= MOST_STEPS ? distinct : Array.from({ length: MOST_STEPS }, (_, rank) => rank * width));
  return starts.flatMap((start, rank) => {
    const next = starts[rank + 1] ?? Infinity;
    const within = distinct.filter((value) => value >= start && value < next);
    const [first, last] = [within[0], within.at(-1)];
    return first === undefined || last === undefined ? [] : [{ from: first, to: last }];
  });
}

/** Rank of the class of a value, from 1; 0 when there is no value. */
export const stepOf = (steps: readonly Step[], value: number | undefined): number =>
  value === undefined ? 0 : steps.findIndex(({ from, to }) => value >= from && value <= to) + 1;

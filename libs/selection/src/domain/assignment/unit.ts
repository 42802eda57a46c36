/** In what affinities are counted for the solver. */
export interface Unit {
  /** Worth of one, in affinity. */
  readonly worth: number;
  /** Least difference between two sums that counts as one, in units. */
  readonly step: number;
}

/** Beyond, a solver's tolerances would no longer tell one unit from the next. */
const MOST_UNITS = 1_000_000;
const DECIMALS = 6;
/** Of affinities on no grid: a thousandth of the greatest is a unit, and a ten-thousandth of that tells sums apart. */
const FINE_UNITS = 1_000;
const FINE_STEP = 1e-4;

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** The greatest worth that all affinities are whole multiples of, when there is one of six decimals or less. */
function gridOf(affinity: Float64Array, greatest: number): number | null {
  for (let decimals = 0; decimals <= DECIMALS; decimals += 1) {
    const scale = 10 ** decimals;
    const isWhole = (one: number): boolean => Math.abs(one * scale - Math.round(one * scale)) <= 1e-9;
    if (!affinity.every(isWhole)) continue;
    const worth = affinity.reduce((common, one) => divisor(common, Math.abs(Math.round(one * scale))), 0);
    return greatest * scale <= MOST_UNITS * worth ? worth / scale : null;
  }
  return null;
}

/**
 * Scores that lie on a grid (bids, percentages, hundredths) are counted in its steps, without any error; others in
 * thousandths of the greatest, and two sums that differ by less than 1e-7 of the greatest are then the same.
 */
export function unitOf(affinity: Float64Array): Unit {
  const greatest = affinity.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  if (greatest === 0) return { worth: 1, step: 1 };
  const grid = gridOf(affinity, greatest);
  return grid === null ? { worth: greatest / FINE_UNITS, step: FINE_STEP } : { worth: grid, step: 1 };
}

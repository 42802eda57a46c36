import { cannotServe, type Market } from './columns.js';
import { coversOf } from './covers.js';
import { match } from './matching.js';

/** Scores of all pairs in units; those that are closed have none. */
function scoresOf({ columns, rest }: Market): (reviewer: number, candidacy: number) => number {
  const width = columns.length;
  const scores = new Float64Array(rest.room.length * width).fill(-Infinity);
  for (const { r, c, score } of columns.flat()) scores[r * width + c] = score;
  return (r, c) => scores[r * width + c] ?? -Infinity;
}

/**
 * The greatest floor at which every candidacy could still have the good scores that it needs (its covers), each reviewer
 * counted within their room: no assignment serves all of them better. Found by halving, and without the solver.
 * @param from a floor that is reached @param to a floor that nothing exceeds
 */
export function coverBound(market: Market, from: number, to: number): number {
  const { step } = market.unit;
  const all = market.columns.flat();
  const scoreAt = scoresOf(market);
  const isOpen = (floor: number): boolean => {
    if (cannotServe(market, all, floor)) return false;
    const covers = coversOf(market, all, floor);
    const allowed = (place: number, r: number): boolean => {
      const cover = covers[place];
      return cover !== undefined && scoreAt(r, cover.c) >= cover.score;
    };
    return match({ wanted: covers.map(() => 1), room: market.rest.room, allowed }).violators.length === 0;
  };
  if (to <= from || isOpen(to)) return to;
  let [open, closed] = [from, to];
  while (closed - open > (step === 1 ? 1 : step / 4)) {
    const middle = step === 1 ? Math.floor((open + closed) / 2) : (open + closed) / 2;
    if (isOpen(middle)) open = middle;
    else closed = middle;
  }
  return step === 1 ? open : closed;
}

import type { Place } from './fault.js';

/** Where the byte at an offset stands in a text in UTF-8. */
export type PlaceOf = (offset: number) => Place;

export function placesIn(bytes: Buffer): PlaceOf {
  const starts = [0];
  for (let feed = bytes.indexOf('\n'); feed !== -1; feed = bytes.indexOf('\n', feed + 1)) starts.push(feed + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const before = bytes.subarray(starts[low] ?? 0, offset).toString();
    return { line: low + 1, column: Array.from(before).length + 1 };
  };
}

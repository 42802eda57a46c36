/** Side of the square of a département overseas. */
const SIDE = 46;
const ROW = SIDE + 32;
const IN_A_COLUMN = 5;

/** Where the square of the n-th département overseas stands, from 0. */
export const overseasAt = (n: number): { readonly x: number; readonly y: number; readonly size: number } => ({
  x: -66 + (n >= IN_A_COLUMN ? 74 : 0),
  y: 190 + (n % IN_A_COLUMN) * ROW,
  size: SIDE,
});

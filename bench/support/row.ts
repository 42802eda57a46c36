/** A line of docs/benchmarks.md. */
export interface Row {
  /** Part of the benchmark: a to i. */
  readonly part: string;
  readonly what: string;
  readonly ours: string;
  /** The raw limit measured in the same run; a dash when the target is absolute. */
  readonly raw: string;
  readonly ratio: string;
  readonly target: string;
  /** Null: said for information, no target. */
  readonly met: boolean | null;
}

export interface Scale {
  /** A fraction of everything, to see that it runs; nothing is written. */
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

export const n0 = (figure: number): string => Math.round(figure).toLocaleString('en-GB');
export const n1 = (figure: number): string => figure.toFixed(1);
export const n2 = (figure: number): string => figure.toFixed(2);

import type { Program } from '../../domain/assignment/program.js';

/** What a solver says of a program. */
export interface Solution {
  /** `stopped`: out of time or failed; what it had found by then is in `values`. */
  readonly status: 'optimal' | 'infeasible' | 'stopped';
  /** Of the columns, in their order; empty when nothing was found. */
  readonly values: readonly number[];
  /** Of a linear relaxation's rows, in their order. */
  readonly duals: readonly number[];
}

export interface Limits {
  readonly seconds: number;
  readonly seed: number;
  /** A solution to start from: the value of each column. */
  readonly start: readonly number[] | null;
}

/** Solves programs. */
export interface Engine {
  solve(program: Program, limits: Limits): Promise<Solution>;
  close(): Promise<void>;
}

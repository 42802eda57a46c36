import { cannotServe, scoreOf, type Column, type Market } from '../../domain/assignment/columns.js';
import type { Prices } from '../../domain/assignment/prices.js';
import { pricesOf, programOf, type Asked } from '../../domain/assignment/program.js';
import { at, breaches, type Pair } from '../../domain/assignment/problem.js';
import type { Engine } from './engine.js';

/** Pairs that respect the problem, and what they are worth in the solver's units. */
export interface Found {
  readonly pairs: readonly Pair[];
  readonly least: number;
  readonly total: number;
}

export type Outcome =
  /** `isBest`: nothing better exists over the columns of the program. */
  { readonly found: Found; readonly isBest: boolean } | { readonly found: null; readonly isImpossible: boolean };

/** One search: the market, the solver, and the time that is left. */
export class Search {
  private readonly endsAt: number;

  constructor(
    readonly market: Market,
    private readonly engine: Engine,
    private readonly seed: number,
    seconds: number,
    private readonly now: () => number,
  ) {
    this.endsAt = now() + seconds;
  }

  get secondsLeft(): number {
    return Math.max(0, this.endsAt - this.now());
  }

  worthOf(pairs: readonly Pair[]): Found {
    const { rest, unit } = this.market;
    const sums = rest.wanted.map(() => 0);
    for (const pair of pairs) sums[pair[1]] = (sums[pair[1]] ?? 0) + scoreOf(rest, unit, pair);
    return { pairs, least: Math.min(...sums), total: sums.reduce((total, one) => total + one, 0) };
  }

  /** The best whole assignment over some columns, as far as the time allows; `known` is one to start from. */
  async best(asked: Asked, known: Found | null, seconds = this.secondsLeft): Promise<Outcome> {
    if (cannotServe(this.market, asked.columns, asked.floor ?? -Infinity)) return { found: null, isImpossible: true };
    const limit = Math.min(seconds, this.secondsLeft);
    if (limit <= 0) return { found: null, isImpossible: false };
    const program = programOf(this.market, asked, true);
    const start = known && this.startOf(asked.columns, known);
    const { status, values } = await this.engine.solve(program, { seconds: limit, seed: this.seed, start });
    if (status === 'infeasible') return { found: null, isImpossible: true };
    const pairs = this.wholePairs(asked.columns, values);
    if (pairs === null) return { found: null, isImpossible: false };
    return { found: this.worthOf(pairs), isBest: status === 'optimal' };
  }

  /** Prices of the linear relaxation over some columns; null when there are none in time. */
  async prices(asked: Asked): Promise<Prices | null> {
    if (this.secondsLeft <= 0) return null;
    const program = programOf(this.market, asked, false);
    const limits = { seconds: this.secondsLeft, seed: this.seed, start: null };
    const { status, duals } = await this.engine.solve(program, limits);
    return status === 'optimal' ? pricesOf(this.market, duals) : null;
  }

  /** The values that an assignment gives to columns; null when some of its pairs are not among them. */
  private startOf(columns: readonly Column[], { pairs }: Found): readonly number[] | null {
    const { problem } = this.market.rest;
    const taken = new Set(pairs.map(([r, c]) => at(problem, r, c)));
    const start = columns.map(({ r, c }) => (taken.has(at(problem, r, c)) ? 1 : 0));
    const known = start.filter((one) => one === 1).length;
    return known + problem.locked.length === pairs.length ? start : null;
  }

  /** What a solver stopped short may leave is not always a whole assignment: it is checked, not believed. */
  private wholePairs(columns: readonly Column[], values: readonly number[]): readonly Pair[] | null {
    const { problem } = this.market.rest;
    const taken = columns.filter((_, i) => (values[i] ?? 0) > 0.5);
    const pairs = [...problem.locked, ...taken.map(({ r, c }): Pair => [r, c])];
    return breaches(problem, pairs).length === 0 ? pairs : null;
  }
}

/** Columns without repeats: the programs grow by those that turn out to matter. */
export class Pool {
  private readonly seen = new Set<number>();
  readonly columns: Column[] = [];

  constructor(private readonly width: number) {}

  /** How many were new. */
  add(columns: readonly Column[]): number {
    const before = this.columns.length;
    for (const column of columns) {
      const key = column.r * this.width + column.c;
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.columns.push(column);
    }
    return this.columns.length - before;
  }

  has({ r, c }: Column): boolean {
    return this.seen.has(r * this.width + c);
  }
}

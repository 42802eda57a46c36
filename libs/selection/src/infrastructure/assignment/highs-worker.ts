import { parentPort } from 'node:worker_threads';
import loadHighs, { type Highs as Solver, type Model } from 'highs';
import type { Limits, Solution } from '../../application/assignment/engine.js';
import type { Program } from '../../domain/assignment/program.js';

/** What is asked of the thread. */
export interface HighsRequest extends Limits {
  readonly id: number;
  readonly program: Program;
}
export type HighsAnswer = Solution & { readonly id: number };

const NOTHING = { status: 'stopped', values: [], duals: [] } as const satisfies Solution;
const loaded = loadHighs();

function load(highs: Solver, model: Model, { program, start, seconds, seed }: HighsRequest): void {
  const { costs, lower, upper, rowLower, rowUpper, starts, rows, values, whole } = program;
  const [numCols, numRows] = [costs.length, rowLower.length];
  const { continuous, integer } = highs.constants.variableType;
  model.options.set({
    output_flag: false,
    time_limit: seconds,
    random_seed: seed,
    mip_rel_gap: 0,
    // A pair taken at 0.999999 would count in a sum: tighter than the least difference between two sums.
    mip_feasibility_tolerance: 1e-9,
    primal_feasibility_tolerance: 1e-9,
  });
  model.passModel({
    ...{ numCols, numRows, colCost: costs, colLower: lower, colUpper: upper, rowLower, rowUpper },
    matrix: { format: 'csc', ...{ numRows, numCols, starts, indices: rows, values } },
    ...(whole === 0 ? {} : { integrality: Int32Array.from(costs, (_, i) => (i < whole ? integer : continuous)) }),
  });
  if (start !== null) model.setSolution({ colValue: start });
}

async function solved(request: HighsRequest): Promise<Solution> {
  const highs = await loaded;
  const { modelStatus } = highs.constants;
  const model = highs.createModel();
  try {
    load(highs, model, request);
    const status = model.run().modelStatus;
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
      return { ...NOTHING, status: 'infeasible' };
    const { colValue, rowDual } = model.getSolution();
    return {
      status: status === modelStatus.optimal ? 'optimal' : 'stopped',
      values: Array.from(colValue),
      duals: request.program.whole === 0 ? Array.from(rowDual) : [],
    };
  } finally {
    model.dispose();
  }
}

parentPort?.on('message', (request: HighsRequest) => {
  solved(request)
    .catch(() => NOTHING)
    .then((solution) => parentPort?.postMessage({ id: request.id, ...solution } satisfies HighsAnswer))
    .catch(() => process.exit(1));
});

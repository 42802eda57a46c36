/** What one run of Jest stands on; made by global-setup, read by the workers from the environment. */
export interface TestRun {
  /** Marks this run's databases, so that runs on one server don't meet. */
  readonly id: string;
  /** Superuser's address of the server's `postgres` database. */
  readonly superuserUrl: string;
  readonly passwords: { readonly owner: string; readonly app: string };
  /** Address without database number, or null when the queue is PostgreSQL's. */
  readonly redisUrl: string | null;
}

const VARIABLE = 'REBOND_TEST_RUN';

export function announceRun(run: TestRun): void {
  process.env[VARIABLE] = JSON.stringify(run);
}

/** @throws Error outside Jest's project `real`, which alone has a server. */
export function currentRun(): TestRun {
  const announced = process.env[VARIABLE];
  if (announced === undefined)
    throw new Error('No test server: this file must be a *.int-spec.ts or *.e2e-spec.ts, run by the project "real".');
  return JSON.parse(announced) as TestRun;
}

export const workerNumber = (): number => Number(process.env['JEST_WORKER_ID'] ?? '1');

import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(__dirname, '../..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = join(ROOT, '.dependency-cruiser.js');

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

interface Configuration {
  readonly compilerOptions: { readonly paths: Readonly<Record<string, readonly string[]>> };
}

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

/** What the project's own rules find in a tree. */
export async function cruise(folder: string): Promise<{ modules: number; violations: Violation[] }> {
  const run = promisify(execFile)(
    process.execPath,
    [CRUISER, 'apps', 'libs', '--config', CONFIG, '--output-type', 'json'],
    { cwd: folder, maxBuffer: 256 * 1_048_576 },
  );
  // It ends with the number of violations.
  const { stdout } = await run.catch((failure: unknown) => failure as { stdout: string });
  const { summary } = JSON.parse(stdout) as Report;
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

/** A tree of files for the time of `work`; within the project, so that its packages are found. */
export async function withTree<T>(
  name: string,
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(ROOT, '.cache', `rooms-${name}-${process.pid}`);
  const { paths } = (JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as Configuration).compilerOptions;
  const tsconfig = JSON.stringify({ compilerOptions: { module: 'nodenext', paths } });
  const whole = { 'tsconfig.json': tsconfig, 'apps/none.ts': '', ...files };
  try {
    for (const [file, text] of Object.entries(whole)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

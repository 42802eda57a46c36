import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Builds when the sources have changed: the processes of these suites are the built ones. */
export function built(): void {
  const build = spawnSync(process.execPath, [join(ROOT, 'scripts/rebond.js'), '--help'], { encoding: 'utf8' });
  if (build.status !== 0) throw new Error(build.stderr);
}

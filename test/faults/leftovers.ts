import { spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const FOLDER_PREFIX = 'rebond-faults-';
const FILE = 'processes';

/** Notes a process of the run in its folder, so that a run that is killed itself can be cleared away by the next. */
export function note(folder: string, pid: number | undefined, mark: string): void {
  if (pid !== undefined) appendFileSync(join(folder, FILE), `${pid} ${mark}\n`);
}

const commandOf = (pid: number): string =>
  spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();

/** Ends what runs left that no longer are: the first process noted is the run's own. A number reused is let be. */
export function clearLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(FOLDER_PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      const noted = readFileSync(join(folder, FILE), 'utf8')
        .trim()
        .split('\n')
        .map((line) => ({ pid: parseInt(line, 10), mark: line.slice(line.indexOf(' ') + 1) }));
      const runs = ({ pid, mark }: { pid: number; mark: string }): boolean => commandOf(pid).includes(mark);
      const [owner, ...others] = noted;
      if (owner && runs(owner)) continue;
      for (const one of others.filter(runs)) process.kill(one.pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    } catch {
      // Another run clears it at the same time, or it has just been made.
    }
  }
}

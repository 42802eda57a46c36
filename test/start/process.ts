import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const ROOT = join(__dirname, '../..');
export const SERVER = join(ROOT, 'dist/apps/server/src/main.js');
export const WORKER = join(ROOT, 'dist/apps/worker/src/main.js');
export const COMMAND = join(ROOT, 'scripts/rebond.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the product as an operator starts it (`npm run build` first), with these variables and no others. */
export class ProductProcess {
  private stdout = '';
  private stderr = '';
  readonly ended: Promise<Ended>;

  private constructor(
    private readonly child: ChildProcessByStdio<null, Readable, Readable>,
    private readonly folder: string,
  ) {
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(child, 'close').then(([code]) => {
      rmSync(folder, { recursive: true, force: true });
      return { code: code as number | null, stdout: this.stdout, stderr: this.stderr };
    });
  }

  static start(
    file: string,
    variables: Readonly<Record<string, string>> = {},
    { options = [], args = [] }: { options?: readonly string[]; args?: readonly string[] } = {},
  ): ProductProcess {
    const folder = mkdtempSync(join(tmpdir(), 'rebond-start-'));
    const child = spawn(process.execPath, [...options, file, ...args], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(ROOT, '.cache/node'), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ProductProcess(child, folder);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** The address that a server says it listens on. */
  async url(): Promise<string> {
    for (;;) {
      const found = /"url":"([^"]+)"/.exec(this.stderr)?.[1];
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(`The server ended: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { note } from './leftovers.js';

const ROOT = join(__dirname, '../..');

/** One process of the built product, killed and started again at will; its output goes to a file. */
export class ProductProcess {
  private child: ChildProcess | undefined;
  private expected = false;
  /** Ends that nobody asked for, with the end of the output; a supervisor starts the process again. */
  readonly ends: { readonly startedAt: number; readonly at: number; readonly told: string }[] = [];

  constructor(
    readonly name: 'server' | 'worker',
    private readonly folder: string,
    private readonly output: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  start(): void {
    const fd = openSync(this.output, 'a');
    const child = spawn(process.execPath, [join(ROOT, 'dist/apps', this.name, 'src/main.js')], {
      env: { PATH: process.env['PATH'] ?? '', ...this.environment },
      stdio: ['ignore', fd, fd],
    });
    closeSync(fd);
    note(this.folder, child.pid, `apps/${this.name}/src/main.js`);
    const startedAt = Date.now();
    this.expected = false;
    this.child = child;
    child.once('exit', (code, signal) => {
      if (this.child !== child || this.expected) return;
      const told = `${this.name} ended with ${String(code ?? signal)}:\n${this.tail()}`;
      this.ends.push({ startedAt, at: Date.now(), told });
      this.start();
    });
  }

  /** Resolves when the process has ended. */
  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.expected = true;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  private tail(): string {
    return readFileSync(this.output, 'utf8').split('\n').slice(-30).join('\n');
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { get, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './stand.js';

const READY_WITHIN_MS = 30_000;

export interface Running {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

export interface RunningServer extends Running {
  readonly port: number;
  /** From the spawn to the first 200 on readiness, in milliseconds. */
  readonly startedMs: number;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

function start(app: 'server' | 'worker', variables: Readonly<Record<string, string>>): Running {
  const { REDIS_URL: _, ...inherited } = process.env;
  const main = join(ROOT, `dist/apps/${app}/src/main.js`);
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    // Its log lines are written, to nowhere.
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...inherited, ...variables },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    child,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = get({ host: '127.0.0.1', port, path: '/health/ready', agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
  });

/** The built server as `npm run start:server` runs it, once it is ready. */
export async function startServer(variables: Readonly<Record<string, string>>): Promise<RunningServer> {
  const port = await freePort();
  const begun = performance.now();
  const running = start('server', { ...variables, HOST: '127.0.0.1', PORT: String(port) });
  while (performance.now() - begun < READY_WITHIN_MS) {
    if (await isReady(port)) return { ...running, port, startedMs: performance.now() - begun };
    if (running.child.exitCode !== null) throw new Error('The server ended instead of starting');
    await pause(5);
  }
  await running.stop();
  throw new Error('The server was not ready in time');
}

/** The built worker; it says nothing when it is ready. */
export const startWorker = (variables: Readonly<Record<string, string>>): Running => start('worker', variables);

/** One request, its whole answer as text. */
export const ask = (
  port: number,
  { method, path, headers, body }: { method: string; path: string; headers: Record<string, string>; body?: string },
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    asked.on('error', reject);
    asked.end(body);
  });

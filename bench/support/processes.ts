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

function start(main: string, variables: Readonly<Record<string, string>>, ...given: readonly string[]): Running {
  const { REDIS_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist', main), ...given], {
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

const isReady = (port: number, path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = get({ host: '127.0.0.1', port, path, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
  });

/** Starts a program that listens, and waits for its first 200. */
async function listening(path: string, begin: (port: number) => Running): Promise<RunningServer> {
  const port = await freePort();
  const begun = performance.now();
  const running = begin(port);
  while (performance.now() - begun < READY_WITHIN_MS) {
    if (await isReady(port, path)) return { ...running, port, startedMs: performance.now() - begun };
    if (running.child.exitCode !== null) throw new Error('The server ended instead of starting');
    await pause(5);
  }
  await running.stop();
  throw new Error('The server was not ready in time');
}

/** The built server as `npm run start:server` runs it, once it is ready. */
export const startServer = (variables: Readonly<Record<string, string>>): Promise<RunningServer> =>
  listening('/health/ready', (port) =>
    start('apps/server/src/main.js', { ...variables, HOST: '127.0.0.1', PORT: String(port) }),
  );

/** Fastify alone, in a process of its own. */
export const startHello = (): Promise<RunningServer> =>
  listening('/', (port) => start('bench/support/hello.js', {}, String(port)));

/** The built worker; it says nothing when it is ready. */
export const startWorker = (variables: Readonly<Record<string, string>>): Running =>
  start('apps/worker/src/main.js', variables);

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

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from '@rebond/platform';

export interface TestRedis {
  readonly pid: number;
  readonly port: number;
  /** Without a database number. */
  readonly url: string;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Enough logical databases for one per Jest worker. */
export const REDIS_DATABASES = 64;

/** Whether a Redis answers PING (`PONG`; while it loads its file it answers an error). */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });

/**
 * Starts the `redis-server` of the PATH on loopback, as production sets it (`noeviction`) but for persistence,
 * which is off unless asked for; a server started again on the same folder then finds its data.
 * @returns undefined when the program is not installed
 */
export async function startRedis(options: {
  folder: string;
  port?: number;
  appendOnly?: boolean;
}): Promise<TestRedis | undefined> {
  mkdirSync(options.folder, { recursive: true });
  const port = options.port ?? (await freePort());
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: options.folder,
    save: '',
    appendonly: options.appendOnly === true ? 'yes' : 'no',
    'maxmemory-policy': 'noeviction',
    databases: String(REDIS_DATABASES),
    daemonize: 'no',
    loglevel: 'warning',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('redis-server', args, { stdio: 'ignore', detached: true });
  let ended: Error | undefined;
  child.once('error', (error) => (ended = error));
  child.once('exit', (code, signal) => (ended = new Error(`redis-server ended with ${String(code ?? signal)}`)));
  child.unref();
  while (!(await answers(port))) {
    if ((ended as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
    if (ended) throw ended;
    await pause(20);
  }
  const { pid } = child;
  if (pid === undefined) return undefined;
  return {
    pid,
    port,
    url: `redis://127.0.0.1:${port}`,
    kill: (signal) => void child.kill(signal),
    stop: async () => {
      child.kill('SIGTERM');
      while (!ended) await pause(10);
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, isPortFree, migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@rebond/platform';
import { keptSecretKey } from './secret-key.js';
import { startInbox, type Inbox } from './inbox.js';

/** The whole product on one machine: embedded PostgreSQL, server, worker, and an inbox that keeps every mail. */
export interface Stack {
  /** Root of the API. */
  readonly url: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly inbox: Inbox;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const APPLICATION_PASSWORD = 'demo';

/** The wanted port when it is free, else any. */
const portLike = async (wanted: number): Promise<number> => ((await isPortFree(wanted)) ? wanted : freePort());

function start(app: 'server' | 'worker', environment: NodeJS.ProcessEnv): ChildProcess {
  const main = join(__dirname, `../../../${app}/src/main.js`);
  return spawn(process.execPath, ['--enable-source-maps', main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
    // Ctrl-C reaches the demo, which stops its parts in order.
    detached: true,
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

async function ready(url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + READY_WITHIN_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error('Le serveur ne démarre pas : voir ci-dessus.');
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`Le serveur n'est pas prêt après ${String(READY_WITHIN_MS / 1000)} s.`);
}

/** Starts everything on a data folder and waits until it is ready. */
export async function startStack(dataFolder: string, tell: (line: string) => void): Promise<Stack> {
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres({ dataFolder: join(dataFolder, 'postgres') });
  tell('PostgreSQL embarqué : démarré');
  const ownerUrl = postgres.url('postgres');
  const app = new URL(ownerUrl);
  app.username = 'rebond_demo';
  app.password = APPLICATION_PASSWORD;
  const done = await migrate({ ownerUrl, appUrl: app.href });
  tell(`Schéma : ${String(done.length)} migrations`);
  const inbox = await startInbox(await portLike(8025));
  const port = await portLike(3000);
  const url = `http://127.0.0.1:${String(port)}`;
  const environment = {
    NODE_ENV: 'development',
    DATABASE_URL: app.href,
    SMTP_URL: inbox.smtpUrl,
    FILES_DIR: join(dataFolder, 'files'),
    SECRET_KEYS: await keptSecretKey(dataFolder),
    PUBLIC_URL: url,
    PORT: String(port),
    CLOCK: 'simulated',
    LOG_LEVEL: 'error',
    REDIS_URL: undefined,
    // The story is told by a few seats, as fast as the server answers.
    RATE_LIMIT_SEAT: '0',
    RATE_LIMIT_ADDRESS: '0',
  };
  const children = [start('server', environment), start('worker', environment)];
  const stop = async (): Promise<void> => {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(ended));
    await inbox.stop();
    await postgres.stop();
  };
  try {
    if (children[0]) await ready(url, children[0]);
  } catch (error) {
    await stop();
    throw error;
  }
  tell(`Serveur et worker : prêts sur ${url}`);
  return { url, ownerUrl, appUrl: app.href, inbox, stop };
}

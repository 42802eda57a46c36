import { setTimeout as pause } from 'node:timers/promises';

import { reachableFolder, serverAccount } from './account.js';
import { postgresBinaries } from './binaries.js';
import {
  clusterAccount,
  clusterOf,
  ensureCluster,
  rememberPort,
  rememberedPort,
  SUPERUSER,
  superuserPassword,
} from './cluster.js';
import { findRunning, freePort, isPortFree, launch, shutdown } from './launch.js';

export interface EmbeddedPostgresOptions {
  /** Made at the first start. As root, it must be reachable by `nobody`, else a temporary folder takes its place. */
  readonly dataFolder: string;
  /** Default: the port of the last start, else a free one, which the folder then remembers. */
  readonly port?: number;
  /** Default true. False is for tests: fast, and a crash of the machine loses the data. */
  readonly fsync?: boolean;
  /** Default 200. */
  readonly maxConnections?: number;
  /** The superuser's; default: drawn at random, and kept in the folder. */
  readonly password?: string;
  /** Other server settings, by their PostgreSQL names. A server that already runs keeps its own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Progress and warnings, in French, a line at a time. Default: none. */
  readonly log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  readonly pid: number;
  readonly port: number;
  /** The folder really used. */
  readonly dataFolder: string;
  /** The superuser's address of a database (default `postgres`). */
  readonly url: (database?: string) => string;
  /** Ends sessions, writes a checkpoint and stops the server; safe to call twice. */
  readonly stop: () => Promise<void>;
  /** Sends a signal to the postmaster, for tests of crashes; does not wait. */
  readonly kill: (signal: NodeJS.Signals) => void;
}

const BUSY = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/;
const PORT_TAKEN = /could not bind|could not create any TCP\/IP sockets/;
const ATTEMPTS = 50;
const RETRY_MS = 200;

function serverSettings(options: EmbeddedPostgresOptions): Record<string, string> {
  const lossy = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(options.maxConnections ?? 200),
    lc_messages: 'C',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.fsync === false ? lossy : {}),
    ...options.settings,
  };
}

/**
 * Starts PostgreSQL from the npm binaries on a folder, on loopback only and with a password; or joins the
 * server that a crashed process left running there. The server outlives the process that does not stop it.
 * @throws Error (French, with the end of the server's log) when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const ownAccount = await serverAccount();
  const folder = await reachableFolder(options.dataFolder, ownAccount, log);
  const account = await clusterAccount(folder, ownAccount);
  const password = await superuserPassword(folder, options.password);
  const cluster = clusterOf(folder);
  const urlAt = (port: number, database = 'postgres'): string =>
    `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const handle = (pid: number, port: number): EmbeddedPostgres => ({
    pid,
    port,
    dataFolder: folder,
    url: (database) => urlAt(port, database),
    stop: () => shutdown(cluster, pid),
    kill: (signal) => void process.kill(pid, signal),
  });

  const running = await findRunning(folder, urlAt, log);
  if (running) {
    if (options.port !== undefined && options.port !== running.port)
      throw new Error(`La base de ${folder} est déjà servie sur le port ${running.port}, pas sur ${options.port}.`);
    log(`PostgreSQL tourne déjà sur le port ${running.port} (processus ${running.pid}).`);
    return handle(running.pid, running.port);
  }

  const binaries = await postgresBinaries(account);
  await ensureCluster(folder, binaries, { account, password, sync: options.fsync !== false, log });
  let port = options.port ?? (await rememberedPort(folder)) ?? (await freePort());
  let failure = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (options.port === undefined && !(await isPortFree(port))) {
      log(`Le port ${port} est pris par un autre programme : PostgreSQL en prend un autre.`);
      port = await freePort();
    }
    const launched = await launch(
      folder,
      binaries,
      account,
      { ...serverSettings(options), port: String(port) },
      urlAt(port),
    );
    if ('pid' in launched) {
      await rememberPort(folder, port);
      log(`PostgreSQL est prêt sur le port ${port} (processus ${launched.pid}).`);
      return handle(launched.pid, port);
    }
    failure = launched.failure;
    const other = await findRunning(folder, urlAt, log);
    if (other) return handle(other.pid, other.port);
    if (PORT_TAKEN.test(failure) && options.port === undefined) port = await freePort();
    else if (!BUSY.test(failure)) break;
    await pause(RETRY_MS);
  }
  throw new Error(`PostgreSQL ne démarre pas dans ${folder} : ${failure}`);
}

import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.js';

describe('the embedded PostgreSQL', () => {
  let base: string;
  let dataFolder: string;
  let server: EmbeddedPostgres | undefined;
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);

  const query = async (url: string, text: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const start = async (): Promise<EmbeddedPostgres> => {
    server = await startEmbeddedPostgres({ dataFolder, log });
    return server;
  };
  const occupy = (port: number): Promise<Server> =>
    new Promise((resolve) => {
      const occupant = createServer().listen(port, '127.0.0.1', () => resolve(occupant));
    });

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'rebond-embedded-'));
    await chmod(base, 0o711);
    dataFolder = join(base, 'postgres');
    const { url } = await start();
    await query(url(), 'create table kept (id int); insert into kept values (1)');
  });
  beforeEach(() => {
    lines.length = 0;
  });
  afterEach(() => server?.stop());
  afterAll(() => rm(base, { recursive: true, force: true }));

  it('is UTF-8, sorts by code point, speaks English and lives in UTC, on loopback alone', async () => {
    const { url } = await start();
    const settings = ['server_encoding', 'lc_messages', 'TimeZone', 'listen_addresses', 'unix_socket_directories'];
    const columns = settings.map((name) => `current_setting('${name}')`).join(", ' ', ");
    expect(await query(url(), `select concat(${columns}) as settings`)).toEqual([
      { settings: 'UTF8 C UTC 127.0.0.1 ' },
    ]);
    expect(
      await query(url(), 'select datlocprovider as provider, datlocale as locale from pg_database where oid = 1'),
    ).toEqual([{ provider: 'b', locale: 'C.UTF-8' }]);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const { url } = await start();
    const wrong = new URL(url());
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(dataFolder, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('finds its data and its address again at the next start', async () => {
    const first = await start();
    await first.stop();
    const second = await start();
    expect(second.url()).toBe(first.url());
    expect(await query(second.url(), 'select id from kept')).toEqual([{ id: 1 }]);
  });

  it('joins the server that a crashed process left running', async () => {
    const first = await start();
    const second = await start();
    expect([second.pid, second.port]).toEqual([first.pid, first.port]);
  });

  it('recovers after its postmaster was killed, and keeps what was committed', async () => {
    const first = await start();
    await query(first.url(), 'create table committed (id int)');
    first.kill('SIGKILL');
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.url(), "select to_regclass('committed') is not null as found")).toEqual([
      { found: true },
    ]);
    expect(lines.join('\n')).toContain("ne s'est pas arrêté proprement");
  });

  it.each([
    ['that now belongs to another program', `${process.pid}\n/elsewhere\n1\n1\n\n127.0.0.1\n`],
    ['that was never written', ''],
  ])('starts over a process number %s', async (_case, content) => {
    await server?.stop();
    await writeFile(join(dataFolder, 'cluster', 'postmaster.pid'), content);
    const { url } = await start();
    expect(await query(url(), 'select id from kept')).toEqual([{ id: 1 }]);
  });

  it('takes another port when its own is taken, and says so', async () => {
    await server?.stop();
    const port = Number(await readFile(join(dataFolder, 'port'), 'utf8'));
    const occupant = await occupy(port);
    const moved = await start();
    occupant.close();
    expect(moved.port).not.toBe(port);
    expect(lines.join('\n')).toContain(`Le port ${port} est pris`);
  });

  it('refuses to start on a taken port that was asked for, with the server’s own words', async () => {
    await server?.stop();
    const occupant = await occupy(0);
    const address = occupant.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(startEmbeddedPostgres({ dataFolder, port })).rejects.toThrow(/Address already in use/);
    occupant.close();
  });

  it('refuses another password than the one the folder was made with', async () => {
    await expect(startEmbeddedPostgres({ dataFolder, password: 'other' })).rejects.toThrow(/autre mot de passe/);
  });

  it('refuses an unknown setting, with the server’s own words', async () => {
    await server?.stop();
    const settings = { no_such_setting: '1' };
    await expect(startEmbeddedPostgres({ dataFolder, settings })).rejects.toThrow(
      /unrecognized configuration parameter/,
    );
  });

  it('makes one cluster when two processes start on a new folder at once', async () => {
    const options = { dataFolder: join(base, 'shared'), fsync: false };
    const [one, two] = await Promise.all([startEmbeddedPostgres(options), startEmbeddedPostgres(options)]);
    expect(two.pid).toBe(one.pid);
    await one.stop();
  });

  it('stops twice without complaint, also after it was killed', async () => {
    const killed = await start();
    killed.kill('SIGKILL');
    await killed.stop();
    await killed.stop();
  });
});

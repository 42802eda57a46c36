import { createHash, randomUUIDv7 } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { CandidacyId } from '@rebond/kernel';
import { emptyTestDatabase, type TestDatabase, testDatabase } from '../../../../test/support/database.js';
import { asSystem, seatOf } from '../../../../test/support/seats.js';
import { record } from '../audit/journal.js';
import { sealAudit } from '../audit/seal.js';
import { Files } from '../files/files.js';
import { enqueueMails } from '../mail/mail.js';
import { backup, type BackupResult } from './backup.js';
import { restore } from './restore.js';

const AT = Temporal.Instant.from('2023-02-01T11:00:00.250Z');
const CASE = randomUUIDv7() as string as CandidacyId;

let source: TestDatabase;
let work: string;
let taken: BackupResult;
let stateTaken: Record<string, unknown>;
const targets: TestDatabase[] = [];

const filesDir = (): string => join(work, 'files');
const folder = (): string => join(work, 'backup');

/** A database as the product fills it: seats, a case's journal with messages, mails, a seal, two stored files. */
async function fill(): Promise<void> {
  await seatOf(source, { role: 'programme_director' });
  await seatOf(source, { role: 'epci_lead', organisation: { name: 'Cœur d’Hérault\t\\N\n« test »' } });
  const files = new Files({ FILES_DIR: filesDir() });
  await asSystem(source, AT, async (tx) => {
    for (let n = 1; n <= 20; n += 1)
      await record(
        tx,
        `candidacy:${CASE}`,
        CASE,
        [
          {
            action: 'candidacy.amended',
            audience: 'territory',
            facts: { n },
            personal: { note: `Ligne 1\nLigne ${n}` },
          },
        ],
        [{ kind: 'candidacy.amended', payload: { n, text: 'tab\t et \\ antislash' } }],
      );
    await enqueueMails(tx, [
      {
        ...{ kind: 'receipt', cause: CASE, candidacyId: CASE, subject: 'Accusé de réception' },
        ...{ to: { address: 'lead@test.example', name: 'Élodie' }, text: 'Reçu.\n' },
        attachments: [{ filename: 'a.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' }],
      },
    ]);
    for (const text of ['Délibération', 'Budget']) {
      const path = join(work, `${text}.txt`);
      writeFileSync(path, text);
      await files.keep(tx, await files.stage(path));
    }
  });
  await asSystem(source, AT, (tx) => sealAudit(tx));
}

async function judge<T>(database: TestDatabase, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

const PRODUCT = "nspname not like 'pg\\_%' and nspname not in ('information_schema', 'bullmq')";

/** Every row of every table, and what surrounds them: constraints, triggers and whether they are awake, policies. */
const stateOf = (database: TestDatabase): Promise<Record<string, unknown>> =>
  judge(database, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where relkind = 'r' and ${PRODUCT} and relname <> 'rebond_migration' order by 1`,
    );
    const state: Record<string, unknown> = {};
    for (const { name } of rows)
      state[name] = (await client.query(`select to_jsonb(t) as row from ${name} t order by t::text`)).rows;
    const around = {
      constraints: `select conrelid::regclass::text, conname, pg_get_constraintdef(c.oid), convalidated
                      from pg_constraint c join pg_namespace n on n.oid = connamespace where ${PRODUCT} order by 1, 2`,
      triggers: `select tgrelid::regclass::text, tgname, tgenabled from pg_trigger t join pg_class c on c.oid = tgrelid
                   join pg_namespace n on n.oid = relnamespace where not tgisinternal and ${PRODUCT} order by 1, 2`,
      policies: `select schemaname, tablename, policyname, qual, with_check from pg_policies order by 1, 2, 3`,
    };
    for (const [key, sql] of Object.entries(around)) state[key] = (await client.query(sql)).rows;
    return state;
  });

async function target(): Promise<TestDatabase> {
  const database = await emptyTestDatabase();
  targets.push(database);
  return database;
}

const into = (database: TestDatabase, options: { forceEmpty?: boolean; fingerprint?: string } = {}) =>
  restore({ ...database, filesDir: join(work, 'restored'), folder: folder(), ...options });

beforeAll(async () => {
  source = await testDatabase();
  work = mkdtempSync(join(tmpdir(), 'rebond-backup-'));
  await fill();
  stateTaken = await stateOf(source);
  taken = await backup({ ownerUrl: source.ownerUrl, filesDir: filesDir(), folder: folder(), at: AT });
});
afterAll(async () => {
  for (const database of [source, ...targets]) await database.drop();
  rmSync(work, { recursive: true, force: true });
});

describe('a backup', () => {
  it('brings everything back, with an intact audit log, in a fresh database', async () => {
    const database = await target();
    const { audit, rows } = await into(database, { fingerprint: taken.fingerprint });
    expect(audit).toMatchObject({ faults: [], seals: 1 });
    expect(audit.entries).toBeGreaterThan(20);
    expect(rows).toBe(taken.manifest.tables.reduce((sum, table) => sum + table.rows, 0));
    expect(await stateOf(database)).toEqual(stateTaken);
    expect(taken.manifest.files.count).toBe(2);
    for (const text of ['Délibération', 'Budget']) {
      const hash = createHash('sha256').update(text).digest('hex');
      expect(readFileSync(join(work, 'restored/sha256', hash.slice(0, 2), hash.slice(2)), 'utf8')).toBe(text);
    }
  });

  it('comes back to a database that works: the log goes on where it was, and stays append-only', async () => {
    const database = await target();
    await into(database);
    await asSystem(database, AT, (tx) =>
      record(tx, `candidacy:${CASE}`, CASE, [{ action: 'candidacy.noted', audience: 'everyone', facts: {} }]),
    );
    await expect(judge(database, (client) => client.query('delete from platform.audit_entry'))).rejects.toThrow(
      /append-only/,
    );
  });

  it('does not hold the queue, and leaves no draft behind', () => {
    expect(taken.manifest.tables.map((table) => table.schema)).not.toContain('bullmq');
    expect(taken.damaged).toEqual([]);
    expect(existsSync(`${folder()}.draft`)).toBe(false);
  });

  it('is one instant of a database that is written to meanwhile', async () => {
    const stop = new AbortController();
    const writing = (async () => {
      for (let n = 1; !stop.signal.aborted; n += 1)
        await asSystem(source, AT, (tx) =>
          record(
            tx,
            `candidacy:${CASE}`,
            CASE,
            [{ action: 'candidacy.amended', audience: 'territory', facts: { n }, personal: { n } }],
            [{ kind: 'candidacy.amended', payload: { n } }],
          ),
        );
    })();
    const moving = join(work, 'moving');
    await backup({ ownerUrl: source.ownerUrl, filesDir: filesDir(), folder: moving, at: AT });
    stop.abort();
    await writing;
    const database = await target();
    const { audit } = await restore({ ...database, filesDir: join(work, 'restored'), folder: moving });
    expect(audit.faults).toEqual([]);
  });

  it('is not taken over another', async () => {
    await expect(
      backup({ ownerUrl: source.ownerUrl, filesDir: filesDir(), folder: folder(), at: AT }),
    ).rejects.toMatchObject({ code: 'backup-folder' });
  });

  it('tells which stored file is damaged', async () => {
    const hash = 'ab'.repeat(32);
    const damagedDir = join(work, 'damaged');
    mkdirSync(join(damagedDir, 'sha256/ab'), { recursive: true });
    writeFileSync(join(damagedDir, 'sha256/ab', hash.slice(2)), 'autre chose');
    const result = await backup({
      ...{ ownerUrl: source.ownerUrl, filesDir: damagedDir, folder: join(work, 'other'), at: AT },
    });
    expect(result.damaged).toEqual([`sha256/ab/${hash.slice(2)}`]);
  });
});

describe('a restoration refuses', () => {
  it('a database that holds rows, unless told to empty it', async () => {
    const database = await testDatabase();
    targets.push(database);
    await asSystem(database, AT, (tx) =>
      record(tx, 'seat:1', null, [{ action: 'seat.created', audience: 'state', facts: {} }]),
    );
    await expect(into(database)).rejects.toMatchObject({ code: 'database-not-empty' });
    expect((await into(database, { forceEmpty: true })).audit.faults).toEqual([]);
    expect(await stateOf(database)).toEqual(stateTaken);
  });

  it('another manifest than the one that was told', async () => {
    const database = await target();
    await expect(into(database, { fingerprint: 'ab'.repeat(32) })).rejects.toMatchObject({ code: 'bad-backup' });
  });

  const manifestPath = (): string => join(folder(), 'manifest.json');
  const entriesPath = (): string => join(folder(), 'tables/platform.audit_entry.copy.gz');
  const aFile = (): string => {
    const { path } = JSON.parse(readFileSync(join(folder(), 'files.jsonl'), 'utf8').split('\n')[0]!) as {
      path: string;
    };
    return join(folder(), 'files', path);
  };

  it.each([
    ['with a changed table', entriesPath, (path: string) => appendFileSync(path, 'x')],
    ['with a missing table', entriesPath, (path: string) => rmSync(path)],
    ['with a changed file', aFile, (path: string) => writeFileSync(path, 'Autre')],
    ['with a shortened list of files', () => join(folder(), 'files.jsonl'), (path: string) => writeFileSync(path, '')],
    ['without its manifest', manifestPath, (path: string) => rmSync(path)],
    ['whose manifest is another document', manifestPath, (path: string) => writeFileSync(path, '{}')],
    [
      'whose manifest announces other rows',
      manifestPath,
      (path: string) => {
        const manifest = JSON.parse(readFileSync(path, 'utf8')) as { tables: { name: string; rows: number }[] };
        for (const table of manifest.tables) if (table.name === 'audit_entry') table.rows -= 1;
        writeFileSync(path, JSON.stringify(manifest));
      },
    ],
  ])('a backup %s, and leaves nothing in the database', async (_, path, spoil) => {
    const database = await target();
    const spoiled = path();
    const kept = readFileSync(spoiled);
    spoil(spoiled);
    await expect(into(database)).rejects.toMatchObject({ code: 'bad-backup' });
    writeFileSync(`${spoiled}.kept`, kept);
    renameSync(`${spoiled}.kept`, spoiled);
    const state = await stateOf(database);
    expect(state['platform.audit_entry'] ?? []).toEqual([]);
  });

  it('a backup of another schema', async () => {
    const manifest = JSON.parse(readFileSync(manifestPath(), 'utf8')) as { migrations: string[] };
    const kept = readFileSync(manifestPath());
    writeFileSync(manifestPath(), JSON.stringify({ ...manifest, migrations: [...manifest.migrations, 'Later1'] }));
    await expect(into(await target())).rejects.toMatchObject({ code: 'schema-mismatch' });
    writeFileSync(manifestPath(), kept);
  });
});

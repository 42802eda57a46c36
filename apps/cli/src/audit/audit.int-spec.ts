import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { record } from '@rebond/platform';
import { emptyTestDatabase, testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { asSystem } from '../../../../test/support/seats.js';
import { BackupCommand } from '../backup/backup.command.js';
import { RestoreCommand } from '../backup/restore.command.js';
import { SealAuditCommand } from './seal.command.js';
import { VerifyAuditCommand } from './verify.command.js';

const AT = Temporal.Instant.from('2023-02-01T11:00:00Z');
const environment = process.env;
let database: TestDatabase;
let folder: string;
let said: string[];

const note = () =>
  asSystem(database, AT, (tx) => record(tx, 'seat:1', null, [{ action: 'noted', audience: 'state', facts: {} }]));
const at = (target: TestDatabase) => {
  process.env = {
    ...environment,
    ...{ DATABASE_URL: target.appUrl, DATABASE_OWNER_URL: target.ownerUrl },
    ...{ FILES_DIR: join(folder, 'files'), AUDIT_SEAL_DIR: join(folder, 'seals'), LOG_LEVEL: 'silent' },
  };
};

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'rebond-cli-'));
  await note();
  await note();
});
beforeEach(() => {
  at(database);
  said = [];
  for (const out of ['log', 'error'] as const)
    jest.spyOn(console, out).mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  process.env = environment;
  process.exitCode = 0;
  jest.restoreAllMocks();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('rebond audit, rebond backup, rebond restore', () => {
  it('seals at once, tells the root and keeps it in the file', async () => {
    await new SealAuditCommand().run();
    const kept = JSON.parse(readFileSync(join(folder, 'seals/seals.jsonl'), 'utf8')) as { root: string };
    expect(said).toEqual(['Scellé n° 1 : 2 écritures nouvelles dans 1 fils.', kept.root]);

    said.length = 0;
    await new SealAuditCommand().run();
    expect(said).toEqual(['Rien à sceller : aucune écriture depuis le dernier scellé.']);

    said.length = 0;
    await new VerifyAuditCommand().run([], { root: [kept.root], seals: join(folder, 'seals/seals.jsonl') });
    expect(said).toEqual(["Chaîne d'audit intacte : 2 écritures, 1 fil, 1 scellé."]);
    expect(process.exitCode).not.toBe(1);
  });

  it('takes a backup and restores it elsewhere', async () => {
    await new BackupCommand().run([join(folder, 'backup')]);
    const fingerprint = said.at(-1) ?? '';
    const target = await emptyTestDatabase();
    at(target);
    await new RestoreCommand().run([join(folder, 'backup')], { fingerprint });
    expect(said.at(-1)).toBe("Chaîne d'audit intacte : 2 écritures, 1 fil, 1 scellé.");
    await target.drop();
  });

  it('names what was tampered with, and ends with 1', async () => {
    const client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query("set session_replication_role = 'replica'");
    await client.query("delete from platform.audit_entry where stream = 'seat:1' and seq = 2");
    await client.end();
    await new VerifyAuditCommand().run([], {});
    expect(process.exitCode).toBe(1);
    expect(said.join('\n')).toMatch(/^Chaîne d'audit ROMPUE .*\n {2}seat:1, rang 2 : fin du fil retirée/);

    said.length = 0;
    await new VerifyAuditCommand().run([], { json: true });
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ verdict: 'broken', faults: [{ stream: 'seat:1', seq: 2 }] });
  });

  it('says what is missing from the environment', async () => {
    delete process.env['FILES_DIR'];
    delete process.env['DATABASE_OWNER_URL'];
    await expect(new BackupCommand().run(['/tmp/x'])).rejects.toThrow(/DATABASE_OWNER_URL, FILES_DIR/);
  });
});

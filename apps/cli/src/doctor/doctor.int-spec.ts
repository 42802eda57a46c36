import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { emptyTestDatabase, testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { testRedisUrl } from '../../../../test/support/queue.js';
import { TEST_SECRET_KEYS } from '../../../../test/support/secret-keys.js';
import { type SmtpSink, startSmtpSink } from '../../../../test/support/smtp-sink.js';
import { DoctorCommand } from './doctor.command.js';

const environment = process.env;
const redis = testRedisUrl();
let database: TestDatabase;
let inbox: SmtpSink;
let folder: string;

/** What the doctor says of an installation that is sound but for `more`: its lines by part, and its exit code. */
async function doctor(more: Readonly<Record<string, string>> = {}) {
  process.env = {
    ...environment,
    ...{ DATABASE_URL: database.appUrl, SMTP_URL: inbox.url, FILES_DIR: join(folder, 'files'), LOG_LEVEL: 'silent' },
    SECRET_KEYS: TEST_SECRET_KEYS,
    ...(redis === undefined ? {} : { REDIS_URL: redis }),
    ...more,
  };
  const lines: string[] = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  process.exitCode = 0;
  await new DoctorCommand().run();
  const wrong = lines.filter((line) => line.startsWith('FAUTE')).map((line) => line.slice(7));
  const code = process.exitCode;
  return { lines, wrong, code };
}

beforeAll(async () => {
  database = await testDatabase();
  inbox = await startSmtpSink();
  folder = mkdtempSync(join(tmpdir(), 'rebond-doctor-'));
});
afterEach(() => {
  process.env = environment;
  process.exitCode = 0;
  jest.restoreAllMocks();
});
afterAll(async () => {
  await inbox.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe('rebond doctor', () => {
  it('finds a sound installation sound, part by part, and leaves nothing behind', async () => {
    const { lines, code } = await doctor({ AUDIT_SEAL_TO: 'scelles@controle.example' });
    expect(lines.map((line) => line.split(' : ')[0])).toEqual([
      'bon    Configuration',
      'bon    Base de données',
      'bon    Rôle de la base',
      'bon    Horloges',
      'bon    Files de tâches',
      'bon    Courriel',
      'bon    Fichiers',
      'bon    Scellés',
      'bon    Travaux',
    ]);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'files'))).toEqual([]);
  });

  it('tells every fault of the configuration at once', async () => {
    const { wrong, code } = await doctor({ SMTP_URL: 'courriel', PORT: 'beaucoup' });
    expect(wrong).toEqual([
      expect.stringMatching(/^Configuration : SMTP_URL : /),
      expect.stringMatching(/^Configuration : PORT : /),
    ]);
    expect(code).toBe(1);
  });

  it('asks for the migrations of an empty database', async () => {
    const empty = await emptyTestDatabase();
    const { wrong, code } = await doctor({ DATABASE_URL: empty.ownerUrl });
    await empty.drop();
    expect(wrong).toContainEqual(expect.stringMatching(/^Base de données : à mettre au schéma.*Platform\d+/));
    expect(code).toBe(1);
  });

  it('says which part is out of reach, the others all the same', async () => {
    const away = await doctor({ DATABASE_URL: 'postgres://rebond@127.0.0.1:9/rebond', SMTP_URL: 'smtp://127.0.0.1:9' });
    expect(away.wrong).toContainEqual(expect.stringMatching(/^Base de données : .*ECONNREFUSED/));
    expect(away.wrong).toContainEqual(expect.stringMatching(/^Courriel : .*ECONNREFUSED/));
    expect(away.lines).toContainEqual(expect.stringMatching(/^bon {4}Fichiers/));
    const queue = await doctor({ REDIS_URL: 'redis://127.0.0.1:9' });
    expect(queue.wrong).toEqual([expect.stringMatching(/^Files de tâches : .*ECONNREFUSED/)]);
  });

  it('refuses a role that row-level security does not hold back', async () => {
    for (const url of [database.superuserUrl, database.ownerUrl])
      expect((await doctor({ DATABASE_URL: url })).wrong).toContainEqual(
        expect.stringContaining('passe outre les droits sur les lignes'),
      );
  });

  it('tries to write where files are kept', async () => {
    writeFileSync(join(folder, 'taken'), '');
    const { wrong } = await doctor({ FILES_DIR: join(folder, 'taken', 'files') });
    expect(wrong).toEqual([expect.stringMatching(/^Fichiers : E/)]);
  });

  it('counts what was given up', async () => {
    const judge = new Client({ connectionString: database.superuserUrl });
    await judge.connect();
    await judge.query(
      `insert into platform.mail (id, message_id, kind, recipient, subject, text_body, created_at, next_attempt_at, parked_at)
       select gen_random_uuid(), n::text, 'x', 'a@b.example', 's', 't', now(), now(), now() from generate_series(1, 2) n`,
    );
    await judge.end();
    const { wrong, code } = await doctor();
    expect(wrong).toEqual(['Travaux : abandonnés après plusieurs essais : messages 0, courriels 2, rappels 0']);
    expect(code).toBe(1);
  });
});

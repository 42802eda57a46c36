import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestDatabase } from '../support/database.js';
import { mappedDatabase } from '../support/mapped-database.js';
import { seatOf } from '../support/seats.js';
import { startServer, type TestServer } from '../support/server.js';

const root = join(__dirname, '../..');
const block =
  /<!-- first-steps -->\s+```bash\n([^]+?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
const run = promisify(execFile);

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await mappedDatabase();
  server = await startServer({ database });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

it("the README's first steps with curl end with a receipt, without a word on standard error but the publication's", async () => {
  const { token } = await seatOf(database, { role: 'programme_director' });
  const { stdout, stderr } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', block], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.appUrl, API: server.url, DIRECTOR: token },
  });
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
    state: 'submitted',
    receiptNumber: expect.stringMatching(/^RB-\d{4}-\d{6}/),
    piecesOwed: [],
  });
  const said = stderr.split('\n').filter((line) => line !== '' && !/^(npm warn|Successfully compiled)/.test(line));
  expect(said).toEqual([expect.stringMatching(/version 1 publiée/)]);
});

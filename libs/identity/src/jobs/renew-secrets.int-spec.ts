import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { newSecretKey } from '@rebond/platform';
import { IdentityJobsModule } from '@rebond-jobs/identity';
import { HeldClock } from '../../../../test/support/clock.js';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startWorker } from '../../../../test/support/worker.js';
import { hideSecret, revealSecret, type KeptSecret } from '../application/account/authenticator-secrets.js';
import { IdentityModule } from '../identity.module.js';
import { secretKeysOf } from '../../../../test/support/secret-keys.js';

const [former, current, lost] = [newSecretKey('k1'), newSecretKey('k2'), newSecretKey('k0')];
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let database: TestDatabase;
let judge: Client;
beforeAll(async () => {
  database = await testDatabase();
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
});
afterAll(async () => {
  await judge.end();
  await database.drop();
});

/** Somebody whose authenticator lies under this key, or readable as versions without keys wrote it. */
async function enrolled(key: string | null): Promise<string> {
  const id = randomUUID();
  const { text, keyId } = key === null ? { text: SECRET, keyId: null } : hideSecret(secretKeysOf(key), id, SECRET);
  await judge.query(
    `insert into identity.person (id, name, email, created_at) values ($1::uuid, 'P', $1::text, now())`,
    [id],
  );
  await judge.query(
    'insert into identity.totp (person_id, secret, key_id, created_at, confirmed_at) values ($1, $2, $3, now(), now())',
    [id, text, keyId],
  );
  return id;
}

const rowOf = async (id: string): Promise<KeptSecret> => {
  const { rows } = await judge.query<KeptSecret>('select secret, key_id from identity.totp where person_id = $1', [id]);
  if (!rows[0]) throw new Error(`Nothing of ${id}`);
  return rows[0];
};

it('a worker that starts encrypts with the first key what lies readable or under a former one', async () => {
  const [readable, rotated, unknown] = [await enrolled(null), await enrolled(former), await enrolled(lost)];
  const before = await rowOf(unknown);
  const worker = await startWorker({
    database,
    clock: new HeldClock('2023-01-10T09:00+01:00[Europe/Paris]'),
    modules: [IdentityModule, IdentityJobsModule],
    environment: { SECRET_KEYS: `${current} ${former}` },
  });
  await worker.stop();
  for (const id of [readable, rotated]) {
    const row = await rowOf(id);
    expect(row.key_id).toBe('k2');
    expect(row.secret).not.toContain(SECRET);
    expect(revealSecret(secretKeysOf(current), id, row)).toBe(SECRET);
  }
  expect(await rowOf(unknown)).toEqual(before);
});

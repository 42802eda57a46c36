import { Client } from 'pg';

import { HeldClock } from './clock.js';
import { type TestDatabase, testDatabase } from './database.js';
import { testQueueBackend, testRedisUrl } from './queue.js';

describe('what the tests stand on', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  const as = async <T>(url: string, query: string): Promise<T[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(query)).rows as T[];
    } finally {
      await client.end();
    }
  };

  it('gives each file a migrated database of its own', async () => {
    const other = await testDatabase();
    await as(other.ownerUrl, 'create table only_here (id int)');
    expect(await as(database.ownerUrl, "select to_regclass('only_here') as found")).toEqual([{ found: null }]);
    expect(await as(database.ownerUrl, 'select count(*) > 0 as migrated from rebond_migration')).toEqual([
      { migrated: true },
    ]);
    await other.drop();
    await expect(as(other.ownerUrl, 'select 1')).rejects.toThrow(/does not exist/);
  });

  it('connects the application with a login that owns nothing and bypasses nothing', async () => {
    expect(
      await as(
        database.appUrl,
        `select current_user as login, rolsuper or rolbypassrls or rolcreaterole as powerful,
                pg_has_role('rebond_app', 'member') as "isMember"
           from pg_roles where rolname = current_user`,
      ),
    ).toEqual([{ login: 'rebond_app_login', powerful: false, isMember: true }]);
  });

  it('says which queue this run is on', () => {
    expect(testRedisUrl() === undefined ? 'postgres' : 'redis').toBe(testQueueBackend());
  });

  it('has a clock that moves only when told', () => {
    const clock = new HeldClock('2023-02-01T12:00+01:00[Europe/Paris]');
    clock.advance({ minutes: 1 });
    expect(clock.now().toString()).toBe('2023-02-01T11:01:00Z');
  });
});

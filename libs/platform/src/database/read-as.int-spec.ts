import { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { asSystem } from '../../../../test/support/seats.js';
import { record } from '../audit/journal.js';
import { ANONYMOUS, SYSTEM } from './actor.js';
import { statement } from './statement.js';
import { readAs, Transactions, type Tx } from './transactions.js';

const AT = Temporal.Instant.from('2023-02-01T11:00:00Z');
const READER = { ...ANONYMOUS, role: 'auditor', reach: 'shared', audiences: ['everyone'] } as const;
const ROLE = statement('test_role', `select current_setting('rebond.role') as role`);
const COUNT = statement('test_entries', 'select count(*)::int as n from platform.audit_entry');

let database: TestDatabase;
let source: DataSource;

const note = () =>
  asSystem(database, AT, (tx) => record(tx, 'wave:1', null, [{ action: 'noted', audience: 'state', facts: {} }]));
const roleOf = async (tx: Tx): Promise<unknown> => (await tx.query<{ role: string }>(ROLE))[0]?.role;
const count = async (tx: Tx): Promise<unknown> => (await tx.query<{ n: number }>(COUNT))[0]?.n;
const run = <T>(work: (tx: Tx) => Promise<T>) =>
  new Transactions(source, { now: () => AT, refresh: () => Promise.resolve() }).run(READER, work, { snapshot: true });

beforeAll(async () => {
  database = await testDatabase();
  source = await new DataSource({ type: 'postgres', url: database.appUrl, installExtensions: false }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

describe('a transaction that reads one snapshot, for a while as another', () => {
  it('sees what the other sees, then no more than its own actor', async () => {
    await note();
    await run(async (tx) => {
      expect(await count(tx)).toBe(0);
      expect(await readAs(tx, SYSTEM, count)).toBe(1);
      expect(await readAs(tx, SYSTEM, (all) => Promise.resolve(all.actor.role))).toBe('system');
      expect([await roleOf(tx), await count(tx)]).toEqual(['auditor', 0]);
    });
  });

  it('is its own actor again when the work fails', async () => {
    await run(async (tx) => {
      await expect(readAs(tx, SYSTEM, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await roleOf(tx)).toBe('auditor');
    });
  });

  it('does not see what is committed meanwhile', async () => {
    await run(async (tx) => {
      const before = await readAs(tx, SYSTEM, count);
      await note();
      expect(await readAs(tx, SYSTEM, count)).toBe(before);
    });
  });
});

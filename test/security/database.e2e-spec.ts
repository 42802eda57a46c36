import { STATES } from '@rebond/candidacies';
import { policySql, ROWS } from '@rebond/identity';
import { Client } from 'pg';
import { DataSource, EntitySchema } from 'typeorm';

import { testDatabase, type TestDatabase } from '../support/database.js';
import { APPLICATION_LOGIN } from '../support/roles.js';
import { startServer, type TestServer } from '../support/server.js';

const GROUP = 'rebond_app';
/** Schemas that are not the product's: PostgreSQL's own, and the queue's, made by its library's migrations. */
const OUTSIDE = `n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'bullmq')`;
const POLICY = `
  select polname as name, polcmd::text as command, polpermissive as permissive,
         (select array_agg(rolname::text) from pg_roles r where r.oid = any (polroles)) as roles,
         pg_get_expr(polqual, polrelid) as seen, pg_get_expr(polwithcheck, polrelid) as written
    from pg_policy where polrelid = $1::regclass order by 1`;

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

const rows = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await judge.query<Row>(sql, [...values])).rows;
const names = async (sql: string, values: readonly unknown[] = []): Promise<string[]> =>
  (await rows<{ name: string }>(sql, values)).map((row) => row.name);

const TABLES = `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and ${OUTSIDE} and c.relname <> 'rebond_migration'`;

describe('row-level security', () => {
  it('has a rule for every table, and no rule without a table', async () => {
    expect((await names(`${TABLES} order by 1`)).toSorted()).toEqual(Object.keys(ROWS).toSorted());
  });

  it('is on for every table', async () => {
    expect(await names(`${TABLES} and not c.relrowsecurity`)).toEqual([]);
  });

  // PostgreSQL itself writes both sides: the rule is put on an empty copy of the table and read back.
  it.each(Object.keys(ROWS))('of %s is what the table of rules says', async (table) => {
    await judge.query('begin');
    try {
      await judge.query('create schema scratch');
      await judge.query(`create table scratch.copy (like ${table})`);
      await judge.query(policySql([table]).replaceAll(` ${table} `, ' scratch.copy '));
      const generated = await rows(POLICY, ['scratch.copy']);
      expect(generated.length).toBeGreaterThan(1);
      expect(await rows(POLICY, [table])).toEqual(generated);
    } finally {
      await judge.query('rollback');
    }
  });
});

describe('the application’s role', () => {
  it('is no superuser, skips no policy, creates nothing', async () => {
    expect(
      await rows(
        `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles
          where rolname = any ($1) order by 1`,
        [[GROUP, APPLICATION_LOGIN]],
      ),
    ).toEqual(
      [GROUP, APPLICATION_LOGIN].map((rolname) => ({
        rolname,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
      })),
    );
    expect(
      await names(
        `select n.nspname as name from pg_namespace n, unnest($1::text[]) as r(role)
          where has_schema_privilege(r.role, n.oid, 'create') and n.nspname not like 'pg\\_temp%'`,
        [[GROUP, APPLICATION_LOGIN]],
      ),
    ).toEqual([]);
  });

  it('owns nothing, nor may it become who does', async () => {
    const roles = `(select array_agg(oid) from pg_roles where pg_has_role($1, oid, 'member'))::oid[]`;
    expect(
      await names(`select relname as name from pg_class where relowner = any (${roles})`, [APPLICATION_LOGIN]),
    ).toEqual([]);
    expect(
      await names(`select proname as name from pg_proc where proowner = any (${roles})`, [APPLICATION_LOGIN]),
    ).toEqual([]);
    expect(
      await names(`select nspname as name from pg_namespace where nspowner = any (${roles})`, [APPLICATION_LOGIN]),
    ).toEqual([]);
  });

  it('empties no table, and changes nothing of what only grows', async () => {
    const may = async (privilege: string, tables: readonly string[]) =>
      names(`select name from unnest($2::text[]) as t(name) where has_table_privilege($1, name, $3)`, [
        APPLICATION_LOGIN,
        tables,
        privilege,
      ]);
    const grown = Object.entries(ROWS).flatMap(([table, rule]) => ('appendOnly' in rule ? [table] : []));
    expect(grown).toEqual(expect.arrayContaining(['platform.audit_entry', 'candidacies.deposit', 'funding.envelope']));
    expect(await may('truncate', Object.keys(ROWS))).toEqual([]);
    expect(await may('trigger', Object.keys(ROWS))).toEqual([]);
    expect(await may('update', grown)).toEqual([]);
    expect(await may('delete', grown)).toEqual([]);
  });
});

describe('what runs or reads in the database', () => {
  it('views read with the rights of who asks', async () => {
    expect(
      await names(
        `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('v', 'm') and ${OUTSIDE}
            and (c.reloptions is null or not c.reloptions @> '{security_invoker=true}')`,
      ),
    ).toEqual([]);
  });

  it('functions with their owner’s rights have a fixed search_path and are nobody’s by default', async () => {
    const definers = `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                       where p.prosecdef and ${OUTSIDE}`;
    expect(await names(definers)).toContain('identity.authenticate');
    expect(
      await names(`${definers} and not exists (select from unnest(p.proconfig) as s where s like 'search_path=%')`),
    ).toEqual([]);
    expect(await names(`${definers} and has_function_privilege('public', p.oid, 'execute')`)).toEqual([]);
  });

  it('there is no enum, no instant without its zone, no default that reads PostgreSQL’s clock', async () => {
    expect(
      await names(
        `select t.typname as name from pg_type t join pg_namespace n on n.oid = t.typnamespace
          where t.typtype = 'e' and ${OUTSIDE}`,
      ),
    ).toEqual([]);
    const columns = `from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace`;
    const where = `where c.relkind = 'r' and a.attnum > 0 and ${OUTSIDE} and c.relname <> 'rebond_migration'`;
    const name = `select n.nspname || '.' || c.relname || '.' || a.attname as name`;
    expect(
      await names(`${name} ${columns} ${where} and a.atttypid in ('timestamp'::regtype, 'money'::regtype)`),
    ).toEqual([]);
    expect(
      await names(
        `${name} ${columns} join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum ${where}
          and pg_get_expr(d.adbin, d.adrelid) ~* 'now\\(|current_|_timestamp\\('`,
      ),
    ).toEqual([]);
  });
});

describe('one truth in code and schema', () => {
  it('the states of the machine are those that the table accepts', async () => {
    const [check] = await names(
      `select pg_get_constraintdef(oid) as name from pg_constraint
        where conrelid = 'candidacies.candidacy'::regclass and contype = 'c'
          and pg_get_constraintdef(oid) like '%''withdrawn''%' and pg_get_constraintdef(oid) like '%''engineering''%'
        order by length(pg_get_constraintdef(oid)) desc limit 1`,
    );
    const accepted = [...(check ?? '').matchAll(/'(\w+)'::text/g)].map(([, state]) => state);
    expect(accepted.toSorted()).toEqual([...STATES].toSorted());
  });

  describe('entities', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer({ database });
    });
    afterAll(() => server.stop());

    /** What TypeORM would do to the tables; constraints and indexes are the migrations' alone, entities name none. */
    async function changesFor(entities: readonly (string | (() => void) | EntitySchema)[]): Promise<string[]> {
      const source = new DataSource({
        type: 'postgres',
        url: database.superuserUrl,
        entities: [...entities],
        poolSize: 1,
        installExtensions: false,
      });
      await source.initialize();
      try {
        const { upQueries } = await source.driver.createSchemaBuilder().log();
        return upQueries.map(({ query }) => query).filter((query) => !/ DROP CONSTRAINT |^DROP INDEX /.test(query));
      } finally {
        await source.destroy();
      }
    }

    it('agree with the migrations, column by column', async () => {
      const entities = server.app.get(DataSource).entityMetadatas.map(({ target }) => target as () => void);
      expect(entities.length).toBeGreaterThan(0);
      expect(await changesFor(entities)).toEqual([]);
    });

    it('would be told apart if they did not', async () => {
      const wrong = new EntitySchema({
        name: 'wrong',
        schema: 'calls',
        tableName: 'call',
        columns: { id: { type: 'uuid', primary: true }, slug: { type: 'int' } },
      });
      expect((await changesFor([wrong])).join('; ')).toMatch(/DROP COLUMN "slug".*ADD "slug" integer/);
    });
  });
});

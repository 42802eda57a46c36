import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { QUEUES } from '../queue/queues.js';

/** Group role that the application's logins belong to; owns nothing, bypasses nothing. */
export const APPLICATION_ROLE = 'rebond_app';

/** Schema of BullMQ's own tables when the queue runs on PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';

const ROLE_NAME = /^[a-z_][a-z0-9_]*$/i;

function migrationsIn(folder: string): (new () => MigrationInterface)[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-.*\.(ts|js)$/.test(file))
    .sort()
    .flatMap((file) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- files are discovered by their number
      const module = require(join(folder, file)) as Record<string, new () => MigrationInterface>;
      return Object.values(module);
    });
}

const FOLDER = join(__dirname, '../../../../database/migrations');

/**
 * Compares a database with this version of the product.
 * @returns names of the migrations that this version has and the database has not, and the other way round
 */
export async function compareMigrations(
  client: Client,
  folder = FOLDER,
): Promise<{ readonly pending: readonly string[]; readonly unknown: readonly string[] }> {
  const { rows: found } = await client.query(`select 1 from pg_class where oid = to_regclass('rebond_migration')`);
  const sql = 'select name from rebond_migration order by id';
  const done = found.length === 0 ? [] : (await client.query<{ name: string }>(sql)).rows.map((row) => row.name);
  const known = migrationsIn(folder).map((Migration) => new Migration().name ?? Migration.name);
  return {
    pending: known.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !known.includes(name)),
  };
}

/** The application's login, and its membership, when the owner may create them. */
async function ensureLogin(owner: Client, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl);
  if (!ROLE_NAME.test(username)) throw new Error(`Nom de rôle refusé : ${username}`);
  await owner.query('select pg_advisory_lock(4711)');
  try {
    const { rows } = await owner.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
      [APPLICATION_ROLE, username],
    ]);
    const existing = new Set(rows.map((row) => row.rolname));
    if (!existing.has(APPLICATION_ROLE)) await owner.query(`create role ${APPLICATION_ROLE} nologin`);
    if (!existing.has(username))
      await owner.query(
        `create role "${username}" login password ${owner.escapeLiteral(decodeURIComponent(password))}`,
      );
    if (username !== APPLICATION_ROLE) await owner.query(`grant ${APPLICATION_ROLE} to "${username}"`);
  } finally {
    await owner.query('select pg_advisory_unlock(4711)');
  }
}

/**
 * Brings the database to this version's schema, as its owner: our migrations, then BullMQ's.
 * Idempotent; several at once wait for each other.
 * @returns names of the migrations that ran
 */
export async function migrate(options: {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly folder?: string;
}): Promise<readonly string[]> {
  const owner = new Client({ connectionString: options.ownerUrl });
  await owner.connect();
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.ownerUrl,
    poolSize: 1,
    installExtensions: false,
    migrations: migrationsIn(options.folder ?? FOLDER),
    migrationsTableName: 'rebond_migration',
    migrationsTransactionMode: 'each',
  });
  try {
    await ensureLogin(owner, options.appUrl);
    await owner.query('select pg_advisory_lock(4712)');
    await dataSource.initialize();
    const done = await dataSource.runMigrations();
    await runMigrations(owner, QUEUE_SCHEMA);
    for (const queue of QUEUES) {
      const { rows } = await owner.query<{ name: string }>(`select ${QUEUE_SCHEMA}.job_id_seq_name($1) as name`, [
        queue,
      ]);
      if (rows[0])
        await owner.query(`create sequence if not exists ${QUEUE_SCHEMA}.${owner.escapeIdentifier(rows[0].name)}`);
    }
    await owner.query(`
      grant usage on schema ${QUEUE_SCHEMA} to ${APPLICATION_ROLE};
      grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${APPLICATION_ROLE};
      grant usage on all sequences in schema ${QUEUE_SCHEMA} to ${APPLICATION_ROLE};
      grant execute on all functions in schema ${QUEUE_SCHEMA} to ${APPLICATION_ROLE};
      grant select on rebond_migration to ${APPLICATION_ROLE};
    `);
    return done.map((one) => one.name);
  } finally {
    await owner.end();
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

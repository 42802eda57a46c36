import { Client } from 'pg';

import { APPLICATION_LOGIN, OWNER_ROLE } from './roles.js';
import { currentRun, type TestRun, workerNumber } from './run.js';

export interface TestDatabase {
  /** Owner of the schema, no superuser: migrations and set-up. */
  readonly ownerUrl: string;
  /** The application's login, under row-level security. */
  readonly appUrl: string;
  /** Sees and may do everything: for a judge that checks, never for the code under test. */
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

const ADVISORY_LOCK = 4700;
let made = 0;

function address(run: TestRun, database: string, login?: { user: string; password: string }): string {
  const url = new URL(run.superuserUrl);
  url.pathname = `/${database}`;
  if (login) {
    url.username = login.user;
    url.password = login.password;
  }
  return url.href;
}

const addresses = (run: TestRun, database: string): Omit<TestDatabase, 'drop'> => ({
  ownerUrl: address(run, database, { user: OWNER_ROLE, password: run.passwords.owner }),
  appUrl: address(run, database, { user: APPLICATION_LOGIN, password: run.passwords.app }),
  superuserUrl: address(run, database),
});

async function asSuperuser<T>(run: TestRun, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: run.superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const cloned = (template: string | undefined): string =>
  template === undefined ? '' : `template ${template} strategy file_copy`;

/** A database of the run that others are cloned from: the first file that asks makes it, others wait. */
export async function ensureTemplate(
  run: TestRun,
  client: Client,
  kind: 'migrated' | 'mapped',
  source: string | undefined,
  fill: (database: Omit<TestDatabase, 'drop'>) => Promise<unknown>,
): Promise<string> {
  const template = `rebond_test_${run.id}_${kind}`;
  const isReady = async (): Promise<boolean> => {
    const { rows } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [template]);
    return rows.length > 0;
  };
  if (await isReady()) return template;
  await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
  try {
    if (await isReady()) return template;
    await client.query(`drop database if exists ${template}`);
    await client.query(`create database ${template} owner ${OWNER_ROLE} ${cloned(source)}`);
    await fill(addresses(run, template));
    await client.query(`alter database ${template} is_template true`);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK]);
  }
  return template;
}

/** The template of `testDatabase`; what fills it is loaded by the one file that does it, not by all that clone. */
export const migrated = (run: TestRun, client: Client): Promise<string> =>
  ensureTemplate(run, client, 'migrated', undefined, async (database) =>
    (await import('@rebond/platform')).migrate(database),
  );

async function createDatabase(name: string, template: string | undefined): Promise<TestDatabase> {
  const run = currentRun();
  await asSuperuser(run, async (client) => {
    await client.query(`create database ${name} owner ${OWNER_ROLE} ${cloned(template)}`);
  });
  return {
    ...addresses(run, name),
    drop: () =>
      asSuperuser(run, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

const nextName = (): string => {
  made += 1;
  return `rebond_test_${currentRun().id}_${workerNumber()}_${process.hrtime.bigint()}_${made}`;
};

/** A database of a test, cloned from a template of the run. */
export async function cloneFrom(template: (run: TestRun, client: Client) => Promise<string>): Promise<TestDatabase> {
  const run = currentRun();
  return createDatabase(nextName(), await asSuperuser(run, (client) => template(run, client)));
}

/** A database of its own for one test file, migrated: a clone of the template. Drop it in `afterAll`. */
export const testDatabase = (): Promise<TestDatabase> => cloneFrom(migrated);

/** A copy of a database of a test; nothing else may be connected to it meanwhile. */
export const cloneOf = ({ superuserUrl }: Pick<TestDatabase, 'superuserUrl'>): Promise<TestDatabase> =>
  createDatabase(nextName(), new URL(superuserUrl).pathname.slice(1));

/** An empty database, for the tests of the migrations themselves. */
export const emptyTestDatabase = (): Promise<TestDatabase> => createDatabase(nextName(), undefined);

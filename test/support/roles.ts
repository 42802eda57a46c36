import type { Client } from 'pg';

export const OWNER_ROLE = 'rebond_owner';
export const APPLICATION_LOGIN = 'rebond_app_login';
const APPLICATION_GROUP = 'rebond_app';

/**
 * The roles as an operator makes them: an owner that is no superuser (as in production, it may not skip what
 * superusers skip), the group that the grants and policies name, and the application's login in it.
 */
export async function prepareRoles(client: Client, passwords: { owner: string; app: string }): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
  const known = new Set(rows.map((row) => row.rolname));
  const ensure = async (role: string, attributes: string): Promise<void> => {
    await client.query(`${known.has(role) ? 'alter' : 'create'} role ${role} ${attributes}`);
  };
  await ensure(OWNER_ROLE, `login createrole password ${client.escapeLiteral(passwords.owner)}`);
  await ensure(APPLICATION_GROUP, 'nologin');
  await ensure(APPLICATION_LOGIN, `login password ${client.escapeLiteral(passwords.app)}`);
  await client.query(
    `grant ${APPLICATION_GROUP}, ${APPLICATION_LOGIN} to ${OWNER_ROLE} with admin option, inherit false`,
  );
  await client.query(`grant ${APPLICATION_GROUP} to ${APPLICATION_LOGIN}`);
}

export async function dropRunDatabases(client: Client, runId: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datname like $1', [
    `rebond_test_${runId}_%`,
  ]);
  for (const { datname } of rows) {
    await client.query(`alter database "${datname}" is_template false`);
    await client.query(`drop database if exists "${datname}" with (force)`);
  }
}

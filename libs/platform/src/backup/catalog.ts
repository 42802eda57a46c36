import type { ClientBase } from 'pg';
import { QUEUE_SCHEMA } from '../database/migrate.js';

/** A table of the product, as PostgreSQL's catalogue lists it. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  /** In their order, without the generated ones. */
  readonly columns: readonly string[];
}

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

const MIGRATIONS = 'rebond_migration';

/** The queue may be wiped at any moment, and the list of migrations is made by the migrations. */
const OURS = `n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', '${QUEUE_SCHEMA}')
  and not (n.nspname = 'public' and c.relname = '${MIGRATIONS}')`;

export const quoted = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  `"${schema.replaceAll('"', '""')}"."${name.replaceAll('"', '""')}"`;

/** Tables that hold rows: of a partitioned one, its partitions. */
export async function tablesOf(client: ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as name,
           array(select a.attname::text from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and ${OURS} order by 1, 2`);
  return rows;
}

export async function sequencesOf(
  client: ClientBase,
): Promise<readonly { readonly schema: string; readonly name: string; readonly lastValue: string }[]> {
  const { rows } = await client.query<{ schema: string; name: string; lastValue: string }>(`
    select s.schemaname as schema, s.sequencename as name, s.last_value::text as "lastValue"
      from pg_sequences s join pg_namespace n on n.nspname = s.schemaname
      join pg_class c on c.relnamespace = n.oid and c.relname = s.sequencename
     where s.last_value is not null and s.sequencename <> '${MIGRATIONS}_id_seq' and ${OURS} order by 1, 2`);
  return rows;
}

/** Names are given with their schema, whatever the search path. */
export async function foreignKeysOf(client: ClientBase): Promise<readonly ForeignKey[]> {
  await client.query('set local search_path to pg_catalog');
  const { rows } = await client.query<ForeignKey>(`
    select f.conrelid::regclass::text as "table", quote_ident(f.conname) as name, pg_get_constraintdef(f.oid) as definition
      from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
     where f.contype = 'f' and f.conparentid = 0 and ${OURS} order by 1, 2`);
  await client.query('set local search_path to default');
  return rows;
}

/** Migrations passed, oldest first; none where there is no schema yet. */
export async function migrationsOf(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('public.${MIGRATIONS}') is not null as there`,
  );
  if (rows[0]?.there !== true) return [];
  const done = await client.query<{ name: string }>(`select name from public.${MIGRATIONS} order by timestamp, name`);
  return done.rows.map((row) => row.name);
}

export async function hasRows(client: ClientBase, tables: readonly Table[]): Promise<boolean> {
  for (const table of tables) {
    const { rowCount } = await client.query(`select 1 from ${quoted(table)} limit 1`);
    if (rowCount) return true;
  }
  return false;
}

/** Drops all that the product made: its schemas, the queue's, its list of migrations. */
export async function dropEverything(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select quote_ident(n.nspname) as name from pg_namespace n
     where n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')
       and pg_has_role(n.nspowner, 'usage')`);
  const schemas = rows.map((row) => row.name);
  await client.query(`drop table if exists public.${MIGRATIONS}`);
  if (schemas.length > 0) await client.query(`drop schema ${schemas.join(', ')} cascade`);
}

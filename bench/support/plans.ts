import { actorSettings, type Actor } from '@rebond/platform';
import type { Client } from 'pg';
import { listStatement } from '../../libs/candidacies/src/application/list/list-cases.js';

const EXPLAIN = 'explain (analyze, buffers off, costs on, timing off, summary on)';
const SETTINGS = ['role', 'seat', 'organisation', 'reach', 'cases', 'recused', 'audiences'] as const;

type Value = string | number | null | undefined;

const literal = (value: Value): string =>
  value === null || value === undefined ? 'null' : `'${String(value).replaceAll("'", "''")}'`;

/** The plan of a prepared statement with these values. */
export async function planOf(client: Client, text: string, values: readonly Value[]): Promise<string> {
  await client.query(`prepare to_explain as ${text}`);
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `${EXPLAIN} execute to_explain${values.length === 0 ? '' : `(${values.map(literal).join(', ')})`}`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.query('deallocate to_explain');
  }
}

async function acting<T>(client: Client, actor: Actor, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const values = actorSettings(actor);
    for (const [i, name] of SETTINGS.entries())
      await client.query('select set_config($1, $2, true)', [`rebond.${name}`, values[i]]);
    return await work();
  } finally {
    await client.query('rollback');
  }
}

/** The plan of the product's list without words, as the application under row-level security. */
export function planOfList(app: Client, actor: Actor, asked: Readonly<Record<string, string>>): Promise<string> {
  const { text } = listStatement(['wave', 'state']);
  return acting(app, actor, () => planOf(app, text, [asked['wave'], asked['state'], 51]));
}

/** The plan of the body of the search function, as its owner, with the actor's settings that it reads. */
export async function planOfSearch(
  owner: Client,
  actor: Actor,
  words: string,
  asked: Readonly<Record<string, string>>,
): Promise<string> {
  const { rows } = await owner.query<{ prosrc: string; names: readonly string[]; types: readonly string[] }>(
    `select p.prosrc, (p.proargnames)[1:p.pronargs]::text[] as names,
            array(select format_type(t, null) from unnest(p.proargtypes::oid[]) t)::text[] as types
       from pg_proc p where p.oid = 'candidacies.search_cases'::regproc`,
  );
  const [search] = rows;
  if (!search) throw new Error('There is no search function');
  const { prosrc, names, types } = search;
  const given: Readonly<Record<string, Value>> = {
    words,
    in_wave: asked['wave'],
    in_state: asked['state'],
    at_most: 51,
  };
  const text = names.reduce(
    (body, name, i) => body.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `$${String(i + 1)}::${types[i] ?? 'text'}`),
    prosrc,
  );
  return acting(owner, actor, () =>
    planOf(
      owner,
      text,
      names.map((name) => given[name] ?? null),
    ),
  );
}

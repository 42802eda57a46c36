import type { CallId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const INSERT = statement(
  'call_insert',
  `insert into calls.call (id, slug, title, created_at) values ($1, $2, $3, $4) on conflict (slug) do nothing`,
);
const LOCK = statement('call_lock', 'select id from calls.call where slug = $1 for update');
const TITLE = statement('call_title', 'update calls.call set title = $2 where id = $1 and title <> $2');
const LIST = statement(
  'call_list',
  `select c.id, c.slug, c.title, d.version, d.published_at
     from calls.call c
     join lateral (select version, published_at from calls.definition
                    where call_id = c.id order by version desc limit 1) d on true
    where c.slug > $1 order by c.slug limit $2`,
);
const VERSIONS = statement(
  'call_versions',
  `select c.id, c.slug, c.title, d.version, d.digest, d.published_at
     from calls.call c join calls.definition d on d.call_id = c.id
    where c.slug = $1 order by d.version desc`,
);

export interface CallRow {
  readonly id: CallId;
  readonly slug: string;
  readonly title: string;
  readonly version: number;
  readonly published_at: Date;
}
export type VersionRow = CallRow & { readonly digest: string };

export async function insertCall(
  tx: Tx,
  call: { readonly id: CallId; readonly slug: string; readonly title: string },
): Promise<void> {
  await tx.query(INSERT, [call.id, call.slug, call.title, tx.at.toString()]);
}

/** Locks a call: its versions and its waves are numbered one after the other. */
export async function lockCall(tx: Tx, slug: string): Promise<{ readonly id: CallId } | null> {
  return (await tx.query<{ id: CallId }>(LOCK, [slug]))[0] ?? null;
}

export async function titleCall(tx: Tx, id: CallId, title: string): Promise<void> {
  await tx.query(TITLE, [id, title]);
}

/** Calls by slug, strictly after one, each with its newest version. */
export const listCalls = (tx: Tx, after: string, limit: number): Promise<CallRow[]> =>
  tx.query<CallRow & Record<string, unknown>>(LIST, [after, limit]);

/** The versions of a call, the newest first; none when there is no such call. */
export const callVersions = (tx: Tx, slug: string): Promise<VersionRow[]> =>
  tx.query<VersionRow & Record<string, unknown>>(VERSIONS, [slug]);

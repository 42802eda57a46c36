import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { AbsentError, RefusedError, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

export const viewInput = z.strictObject({
  title: z.string().trim().min(1).max(100),
  /** Query string of the worklist. */
  query: z
    .string()
    .max(1_000)
    .regex(/^[\w%=&.~:+-]*$/),
});
export type ViewInput = z.output<typeof viewInput>;

/** A worklist's filters under a name, of one seat; a type, so that it is JSON. */
export type SavedView = { readonly id: string; readonly title: string; readonly query: string };

const AT_MOST = 50;
/** Views of a seat, given as an expression of SQL. */
export const viewsSql = (seat: string): string =>
  `select id, title, query from candidacies.saved_view where seat_id = ${seat} and removed_at is null order by title`;
const LIST = statement('views_list', viewsSql('$1'));
const INSERT = statement(
  'view_insert',
  `insert into candidacies.saved_view (id, seat_id, title, query, created_at) values ($1, $2, $3, $4, $5)
   on conflict (seat_id, title) where removed_at is null do update set query = excluded.query
   returning id, title, query`,
);
const REMOVE = statement(
  'view_remove',
  `update candidacies.saved_view set removed_at = $3 where id = $1 and seat_id = $2 and removed_at is null returning id`,
);

const savedViews = (tx: Tx): Promise<SavedView[]> =>
  tx.query<SavedView & Record<string, unknown>>(LIST, [tx.actor.seatId]);

/** Saves filters under a name; the same name again replaces them. @throws RefusedError `too-many-views` */
export async function saveView(tx: Tx, { title, query }: ViewInput): Promise<SavedView> {
  if ((await savedViews(tx)).length >= AT_MOST)
    throw new RefusedError('too-many-views', say`Une fonction garde au plus ${String(AT_MOST)} vues : retirez-en une.`);
  const [view] = await tx.query<SavedView & Record<string, unknown>>(INSERT, [
    ...[randomUUIDv7(), tx.actor.seatId, title, query, tx.at.toString()],
  ]);
  if (!view) throw new Error('a view was not saved');
  return view;
}

/** @throws AbsentError */
export async function removeView(tx: Tx, id: string): Promise<{ removed: string }> {
  const removed = await tx.query(REMOVE, [id, tx.actor.seatId, tx.at.toString()]);
  if (removed.length === 0) throw new AbsentError();
  return { removed: id };
}

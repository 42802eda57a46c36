import type { ClientBase, QueryArrayConfig } from 'pg';

const PAGE = 5_000;

/** A row with every column as PostgreSQL writes it. */
export type TextRow = readonly (string | null)[];

const asText = { getTypeParser: () => (text: string | Buffer) => text } as unknown as NonNullable<
  QueryArrayConfig['types']
>;

/** Reads a query through a cursor of the open transaction, page after page; the next is fetched meanwhile. */
export async function* pages(client: ClientBase, cursor: string, sql: string): AsyncGenerator<readonly TextRow[]> {
  await client.query(`declare ${cursor} no scroll cursor for ${sql}`);
  const fetch = async (): Promise<readonly TextRow[]> =>
    (
      await client.query<(string | null)[]>({
        text: `fetch ${PAGE} from ${cursor}`,
        rowMode: 'array',
        types: asText,
      })
    ).rows;
  let next = fetch();
  for (;;) {
    const rows = await next;
    if (rows.length === 0) break;
    next = fetch();
    yield rows;
  }
  await client.query(`close ${cursor}`);
}

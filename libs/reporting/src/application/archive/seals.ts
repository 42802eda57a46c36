import { canonicalJson } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';

interface SealRow extends Record<string, unknown> {
  readonly n: number;
  readonly sealed_at: Date;
  readonly streams: number;
  readonly entries: number;
  readonly previous: string;
  readonly root: string;
}

interface HeadRow extends Record<string, unknown> {
  readonly n: number;
  readonly stream: string;
  readonly seq: number;
  readonly head: string;
}

const SEALS = statement(
  'archive_seals',
  `select n, sealed_at, streams, entries, encode(previous, 'hex') as previous, encode(root, 'hex') as root
     from platform.audit_seal s
    where exists (select from platform.audit_seal_head h where h.n = s.n and h.stream = any ($1::text[]))
    order by n`,
);
const HEADS = statement(
  'archive_seal_heads',
  `select n, stream, seq, encode(head, 'hex') as head from platform.audit_seal_head
    where n = any ($1::int[]) order by n, stream`,
);

/**
 * The seals in which one of these streams grew, each as the very bytes that its root is computed of: below the root before
 * it, in hexadecimal, and its own, the lines of RootHash. Other nights' seals say nothing of them.
 */
export async function sealsOver(
  tx: Tx,
  streams: readonly string[],
): Promise<readonly { readonly n: number; readonly text: string }[]> {
  const seals = await tx.query<SealRow>(SEALS, [streams]);
  const heads = Map.groupBy(await tx.query<HeadRow>(HEADS, [seals.map(({ n }) => n)]), ({ n }) => n);
  return seals.map(({ n, sealed_at, streams: grown, entries, previous, root }) => {
    const lines = [
      canonicalJson([n, instantOf(sealed_at).toString(), grown, entries]),
      ...(heads.get(n) ?? []).map(({ stream, seq, head }) => canonicalJson([stream, seq, head])),
    ];
    return { n, text: [`avant ${previous}`, `racine ${root}`, ...lines, ''].join('\n') };
  });
}

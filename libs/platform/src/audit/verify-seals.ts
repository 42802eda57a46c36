import type { ClientBase } from 'pg';
import type { AuditFault } from './chain.js';
import { GENESIS } from './journal.js';
import { RootHash, type Seal } from './seal.js';
import { pages, type TextRow } from './verify-pages.js';
import type { KeptOutside } from './seal-file.js';

/** The name under which faults of the seals themselves are listed; their rank is the seal's number. */
export const SEALS_STREAM = 'scellés';

const SEAL_ROWS = `
  select s.n, s.sealed_at, s.streams, s.entries, encode(s.previous, 'hex'), encode(s.root, 'hex'),
         h.stream, h.seq, encode(h.head, 'hex')
    from platform.audit_seal s left join platform.audit_seal_head h using (n) order by s.n, h.stream`;

const bytes = (hex: string | null | undefined): Buffer => Buffer.from(hex ?? '', 'hex');

function sealOf(row: TextRow): Seal {
  return {
    n: Number(row[0]),
    sealedAt: Temporal.Instant.from((row[1] ?? '').replace(' ', 'T')),
    streams: Number(row[2]),
    entries: Number(row[3]),
    previous: bytes(row[4]),
    root: bytes(row[5]),
  };
}

/** Recomputes every root from the frozen heads and looks for the roots kept outside. @returns number of seals */
export async function verifySeals(
  client: ClientBase,
  outside: KeptOutside,
  report: (fault: AuditFault) => void,
): Promise<number> {
  const fault = (seq: number, reason: string): void => report({ stream: SEALS_STREAM, seq, reason });
  const roots = new Map<string, number>();
  let open: { readonly seal: Seal; readonly hash: RootHash } | null = null;
  let count = 0;
  let last = 0;
  let previous: Buffer = GENESIS;
  const settle = (): void => {
    if (open && !open.hash.digest().equals(open.seal.root))
      fault(open.seal.n, 'le scellé ne correspond pas aux têtes de fils qu’il fige');
  };
  for await (const rows of pages(client, 'audit_seals', SEAL_ROWS))
    for (const row of rows) {
      if (open?.seal.n !== Number(row[0])) {
        settle();
        const seal = sealOf(row);
        open = { seal, hash: new RootHash(seal) };
        roots.set(seal.root.toString('hex'), seal.n);
        count += 1;
        if (seal.n !== last + 1) fault(last + 1, 'scellé absent');
        else if (!seal.previous.equals(previous)) fault(seal.n, "le scellé ne s'enchaîne pas au précédent");
        last = seal.n;
        previous = seal.root;
      }
      if (row[6] != null) open.hash.add({ stream: row[6], seq: Number(row[7]), head: bytes(row[8]) });
    }
  settle();
  for (const root of outside.roots ?? [])
    if (!roots.has(root.toLowerCase())) fault(0, `la racine ${root} gardée hors du système n'est dans aucun scellé`);
  for (const kept of outside.seals ?? [])
    if (roots.get(kept.root) !== kept.n) fault(kept.n, 'le scellé gardé hors du système est absent ou différent ici');
  return count;
}

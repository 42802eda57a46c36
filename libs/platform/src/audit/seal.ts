import { createHash } from 'node:crypto';
import { canonicalJson, formatInstant } from '@rebond/kernel';
import { statement } from '../database/statement.js';
import type { Tx } from '../database/transactions.js';
import { enqueueMails } from '../mail/mail.js';
import { GENESIS } from './journal.js';

/** The log's state at one instant in 32 bytes: what leaves the system, so that nobody can rewrite what came before. */
export interface Seal {
  /** 1, 2, 3… without gaps. */
  readonly n: number;
  readonly sealedAt: Temporal.Instant;
  /** Streams that grew since the previous seal, and by how many entries in all. */
  readonly streams: number;
  readonly entries: number;
  readonly previous: Buffer;
  readonly root: Buffer;
}

export interface SealedHead {
  readonly stream: string;
  readonly seq: number;
  readonly head: Buffer;
}

/** Paris time of the nightly seal. */
export const SEAL_TIME = '02:00';

const PAGE = 5_000;

/**
 * Computes a root: previous root, then the seal's own figures, then (stream, seq, head) of each stream that changed,
 * in the order of their names by code point; each as one line of canonical JSON.
 */
export class RootHash {
  private readonly hash = createHash('sha256');

  constructor(seal: Omit<Seal, 'root'>) {
    this.hash.update(seal.previous);
    this.line([seal.n, seal.sealedAt.toString(), seal.streams, seal.entries]);
  }

  add({ stream, seq, head }: SealedHead): void {
    this.line([stream, seq, head.toString('hex')]);
  }

  digest(): Buffer {
    return this.hash.digest();
  }

  private line(members: readonly (string | number)[]): void {
    this.hash.update(`${canonicalJson(members)}\n`);
  }
}

const ONE_AT_A_TIME = statement('seal_lock', 'select pg_advisory_xact_lock(4713)');
const LAST = statement('seal_last', 'select n, root from platform.audit_seal order by n desc limit 1');
const FREEZE = statement(
  'seal_freeze',
  `insert into platform.audit_seal_head (n, stream, seq, head)
   select $1, s.stream, s.seq, s.head from platform.audit_stream s
    where s.seq > 0 and not exists (select 1 from platform.audit_seal_head h
                                     where h.stream = s.stream collate "C" and h.seq >= s.seq)`,
);
const FIGURES = statement(
  'seal_figures',
  `select count(*)::int as streams,
          coalesce(sum(h.seq - coalesce((select max(b.seq) from platform.audit_seal_head b
                                          where b.stream = h.stream and b.n < h.n), 0)), 0)::bigint as entries
     from platform.audit_seal_head h where h.n = $1`,
);
const HEADS = statement(
  'seal_heads',
  `select stream, seq, head from platform.audit_seal_head where n = $1 and stream > $2 order by stream limit ${PAGE}`,
);
const INSERT = statement(
  'seal_insert',
  `insert into platform.audit_seal (n, sealed_at, streams, entries, previous, root) values ($1, $2, $3, $4, $5, $6)`,
);

async function rootOf(tx: Tx, seal: Omit<Seal, 'root'>): Promise<Buffer> {
  const root = new RootHash(seal);
  let after = '';
  for (;;) {
    const heads = await tx.query<{ stream: string; seq: number; head: Buffer }>(HEADS, [seal.n, after]);
    for (const head of heads) root.add(head);
    const last = heads.at(-1);
    if (!last || heads.length < PAGE) return root.digest();
    after = last.stream;
  }
}

/**
 * Freezes the heads of the streams that grew since the last seal and chains one root on the previous one; posts it
 * to `mailTo`. Runs as the system. Several at once wait for each other.
 * @returns null when no stream grew: there is nothing to seal
 */
export async function sealAudit(tx: Tx, mailTo?: string): Promise<Seal | null> {
  await tx.query(ONE_AT_A_TIME);
  const [last] = await tx.query<{ n: number; root: Buffer }>(LAST);
  const n = (last?.n ?? 0) + 1;
  await tx.query(FREEZE, [n]);
  const [figures] = await tx.query<{ streams: number; entries: number }>(FIGURES, [n]);
  if (!figures || figures.streams === 0) return null;
  const unsigned = {
    n,
    sealedAt: tx.at,
    streams: figures.streams,
    entries: figures.entries,
    previous: last?.root ?? GENESIS,
  };
  const seal: Seal = { ...unsigned, root: await rootOf(tx, unsigned) };
  await tx.query(INSERT, [n, seal.sealedAt.toString(), seal.streams, seal.entries, seal.previous, seal.root]);
  if (mailTo !== undefined) await post(tx, seal, mailTo);
  return seal;
}

function post(tx: Tx, seal: Seal, address: string): Promise<void> {
  const root = seal.root.toString('hex');
  return enqueueMails(tx, [
    {
      kind: 'audit-seal',
      cause: `${seal.n} ${root}`,
      candidacyId: null,
      to: { address, name: null },
      subject: `Scellé n° ${seal.n} du journal d'audit`,
      text: [
        `Le journal d'audit a été scellé le ${formatInstant(seal.sealedAt)} (heure de Paris).`,
        '',
        `Scellé n° ${seal.n} : ${root}`,
        `Scellé précédent : ${seal.previous.toString('hex')}`,
        `Écritures nouvelles : ${seal.entries}, dans ${seal.streams} fils.`,
        '',
        "Conservez ce message hors du système. Pour contrôler que rien n'a été réécrit depuis :",
        '',
        `  rebond audit verify --root ${root}`,
        '',
      ].join('\n'),
    },
  ]);
}

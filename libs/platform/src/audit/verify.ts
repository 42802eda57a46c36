import { Client, type ClientBase, Pool } from 'pg';
import { SYSTEM } from '../database/actor.js';
import { actorSettings } from '../database/transactions.js';
import { type AuditFault, ChainReader } from './chain.js';
import { ENTRIES, entriesOf, storedEntry, WITNESSES, witnessesOf } from './verify-sql.js';
import { pages } from './verify-pages.js';
import { verifySeals } from './verify-seals.js';
import type { KeptOutside } from './seal-file.js';

export interface AuditVerdict {
  readonly entries: number;
  readonly streams: number;
  readonly seals: number;
  /** Empty: the log is intact. At most 1,000 are listed. */
  readonly faults: readonly AuditFault[];
  /** Faults found beyond those listed. */
  readonly unlisted: number;
  readonly erasedPayloads: number;
}

const LISTED = 1_000;

/** The system, and the entries addressed to nobody but the system. */
const AUDITING = { ...SYSTEM, audiences: ['everyone', 'territory', 'state', 'system'], readOnly: true };

/**
 * Recomputes the whole audit log from its stored bytes, in one read-only snapshot and constant memory, and names each
 * entry that was changed, deleted or cut off, also when the stream's head was rewound with it: what refers to the
 * missing entry (seals, outbox, deliveries, erasable data) betrays it.
 * @param source address or pool of the owner, or of the application's login
 */
export async function verifyAudit(source: string | Pool, outside: KeptOutside = {}): Promise<AuditVerdict> {
  if (source instanceof Pool) {
    const client = await source.connect();
    return inSnapshot(client, outside).finally(() => client.release());
  }
  const client = new Client({ connectionString: source });
  await client.connect();
  return inSnapshot(client, outside).finally(() => client.end());
}

/** The same for one stream: its chain, its head, and what refers to its entries. The seals themselves are not recomputed. */
export async function verifyStream(pool: Pool, stream: string): Promise<AuditVerdict> {
  const client = await pool.connect();
  return inSnapshot(client, {}, stream).finally(() => client.release());
}

async function inSnapshot(client: ClientBase, outside: KeptOutside, stream?: string): Promise<AuditVerdict> {
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      `select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true), set_config('bytea_output', 'hex', true),
              set_config('rebond.role', $1, true), set_config('rebond.seat', $2, true),
              set_config('rebond.organisation', $3, true), set_config('rebond.reach', $4, true),
              set_config('rebond.cases', $5, true), set_config('rebond.recused', $6, true),
              set_config('rebond.audiences', $7, true)`,
      [...actorSettings(AUDITING)],
    );
    return await verifyOn(client, outside, stream);
  } finally {
    await client.query('rollback').catch(() => undefined);
  }
}

async function verifyOn(client: ClientBase, outside: KeptOutside, stream?: string): Promise<AuditVerdict> {
  const only = stream === undefined ? null : Client.prototype.escapeLiteral(stream);
  const faultsAt = new Map<string, AuditFault>();
  let unlisted = 0;
  const report = (fault: AuditFault): void => {
    const key = `${fault.seq} ${fault.stream}`;
    const before = faultsAt.get(key);
    if (before) faultsAt.set(key, { ...fault, reason: `${before.reason} ; ${fault.reason}` });
    else if (faultsAt.size < LISTED) faultsAt.set(key, fault);
    else unlisted += 1;
  };
  const chain = new ChainReader(report);
  for await (const rows of pages(client, 'audit_entries', only === null ? ENTRIES : entriesOf(only)))
    for (const row of rows) chain.read(storedEntry(row));
  for (const { name, sql } of WITNESSES)
    for await (const rows of pages(client, name, only === null ? sql : witnessesOf(sql, only)))
      for (const [found, seq, reason] of rows) report({ stream: found ?? '', seq: Number(seq), reason: reason ?? '' });
  const seals = only === null ? await verifySeals(client, outside, report) : 0;
  const faults = [...faultsAt.values()].sort((a, b) =>
    a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.seq - b.seq,
  );
  return {
    entries: chain.entries,
    streams: chain.streams,
    seals,
    faults,
    unlisted,
    erasedPayloads: chain.erasedPayloads,
  };
}

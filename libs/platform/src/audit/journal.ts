import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { canonicalJson, type CandidacyId, type Json } from '@rebond/kernel';
import { statement } from '../database/statement.js';
import type { Tx } from '../database/transactions.js';

/** Who may read an entry: every reader of the case, its territory only, the State's side only, or the system only. */
export type Audience = 'everyone' | 'territory' | 'state' | 'system';

/** One fact of the audit log. `facts` holds ids, dates, numbers and codes and is hashed for ever; `personal` can be erased. */
export interface AuditRecord {
  readonly action: string;
  readonly audience: Audience;
  readonly facts: Json;
  readonly personal?: Json;
}

/** One message to the outbox: the facts of its moment. */
export interface Effect {
  readonly kind: string;
  readonly payload: Json;
}

/** Sequence and hash of a stream's last entry; its row is locked by whoever holds it. */
export interface StreamHead {
  readonly stream: string;
  readonly candidacyId: CandidacyId | null;
  readonly seq: number;
  readonly hash: Buffer;
}

export interface JournalWrite {
  readonly head: StreamHead;
  readonly records: readonly AuditRecord[];
  readonly effects: readonly Effect[];
}

export const GENESIS = Buffer.alloc(32);

export const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** What an entry's hash covers: the previous hash, then these bytes. */
export const chainHash = (previous: Buffer, canonical: string): Buffer => sha256(previous, canonical);

export const payloadHash = (salt: Buffer, payload: Json): string =>
  sha256(salt, canonicalJson(payload)).toString('hex');

/**
 * The writes of the journal as CTEs, with parameters from `$first`: entries, erasable payloads, outbox rows and the
 * new heads in one statement, so that a hot path joins its own UPDATE to them.
 */
export function journalSql(first: number): string {
  const p = (n: number): string => `$${first + n}`;
  return `entries as (
    insert into platform.audit_entry
      (stream, seq, at, action, candidacy_id, seat_id, person_id, audience, trace_id, canonical, hash)
    select e.stream, e.seq, ${p(0)}::timestamptz, e.action, e.candidacy_id, ${p(1)}::uuid, ${p(2)}::uuid, e.audience,
           ${p(3)}::text, e.canonical, decode(e.hash, 'hex')
      from unnest(${p(4)}::text[], ${p(5)}::bigint[], ${p(6)}::text[], ${p(7)}::uuid[], ${p(8)}::text[], ${p(9)}::text[],
                  ${p(10)}::text[]) as e(stream, seq, action, candidacy_id, audience, canonical, hash)
  ), payloads as (
    insert into platform.audit_payload (stream, seq, candidacy_id, audience, salt, payload)
    select y.stream, y.seq, y.candidacy_id, y.audience, decode(y.salt, 'hex'), y.payload::jsonb
      from unnest(${p(4)}::text[], ${p(5)}::bigint[], ${p(7)}::uuid[], ${p(8)}::text[], ${p(11)}::text[],
                  ${p(12)}::text[]) as y(stream, seq, candidacy_id, audience, salt, payload)
     where y.salt is not null
  ), messages as (
    insert into platform.outbox (id, stream, seq, n, kind, candidacy_id, payload, at, trace_id)
    select o.id, o.stream, o.seq, o.n, o.kind, o.candidacy_id, o.payload::jsonb, ${p(0)}::timestamptz, ${p(3)}::text
      from unnest(${p(13)}::uuid[], ${p(14)}::text[], ${p(15)}::bigint[], ${p(16)}::int[], ${p(17)}::text[],
                  ${p(18)}::uuid[], ${p(19)}::text[]) as o(id, stream, seq, n, kind, candidacy_id, payload)
  ), heads as (
    update platform.audit_stream s set seq = h.seq, head = decode(h.head, 'hex')
      from unnest(${p(20)}::text[], ${p(21)}::bigint[], ${p(22)}::text[]) as h(stream, seq, head)
     where s.stream = h.stream
  )`;
}

/** Values for `journalSql`, in its order: hashes each entry on the previous one of its stream. */
export function journalValues(
  tx: Tx,
  writes: readonly JournalWrite[],
): { readonly values: unknown[]; readonly heads: readonly StreamHead[] } {
  const heads: StreamHead[] = [];
  const e = { stream: [] as string[], seq: [] as number[], action: [] as string[], candidacy: [] as (string | null)[] };
  const f = { audience: [] as string[], canonical: [] as string[], hash: [] as string[] };
  const y = { salt: [] as (string | null)[], payload: [] as (string | null)[] };
  const o = { id: [] as string[], stream: [] as string[], seq: [] as number[], n: [] as number[] };
  const q = { kind: [] as string[], candidacy: [] as (string | null)[], payload: [] as string[] };
  const h = { stream: [] as string[], seq: [] as number[], head: [] as string[] };
  for (const { head, records, effects } of writes) {
    let { seq, hash } = head;
    for (const record of records) {
      seq += 1;
      const salt = record.personal === undefined ? null : randomBytes(16);
      const canonical = canonicalJson({
        stream: head.stream,
        seq,
        at: tx.at.toString(),
        action: record.action,
        candidacy: head.candidacyId,
        seat: tx.actor.seatId,
        person: tx.actor.personId,
        ...(tx.actor.onBehalfOf ? { onBehalfOf: tx.actor.onBehalfOf } : {}),
        role: tx.actor.role,
        audience: record.audience,
        trace: tx.traceId,
        facts: record.facts,
        personal: salt === null || record.personal === undefined ? null : payloadHash(salt, record.personal),
      });
      hash = chainHash(hash, canonical);
      e.stream.push(head.stream);
      e.seq.push(seq);
      e.action.push(record.action);
      e.candidacy.push(head.candidacyId);
      f.audience.push(record.audience);
      f.canonical.push(canonical);
      f.hash.push(hash.toString('hex'));
      y.salt.push(salt?.toString('hex') ?? null);
      y.payload.push(record.personal === undefined ? null : canonicalJson(record.personal));
    }
    effects.forEach((effect, n) => {
      o.id.push(randomUUIDv7());
      o.stream.push(head.stream);
      o.seq.push(seq);
      o.n.push(n);
      q.kind.push(effect.kind);
      q.candidacy.push(head.candidacyId);
      q.payload.push(canonicalJson(effect.payload));
    });
    heads.push({ ...head, seq, hash });
    h.stream.push(head.stream);
    h.seq.push(seq);
    h.head.push(hash.toString('hex'));
  }
  const values = [
    tx.at.toString(),
    tx.actor.seatId,
    tx.actor.personId,
    tx.traceId,
    ...[e.stream, e.seq, e.action, e.candidacy, f.audience, f.canonical, f.hash, y.salt, y.payload],
    ...[o.id, o.stream, o.seq, o.n, q.kind, q.candidacy, q.payload],
    ...[h.stream, h.seq, h.head],
  ];
  return { values, heads };
}

const APPEND = statement('journal_append', `with ${journalSql(1)} select 1`);

const LOCK_STREAMS = statement(
  'journal_lock',
  `insert into platform.audit_stream as s (stream, candidacy_id, seq, head)
   select i.stream, i.candidacy_id, 0, decode(repeat('00', 32), 'hex')
     from unnest($1::text[], $2::uuid[]) as i(stream, candidacy_id) order by i.stream
   on conflict (stream) do update set seq = s.seq
   returning stream, candidacy_id, seq, head`,
);

/** Creates the streams that do not exist yet and locks all of them, in the order of their names. */
export async function lockStreams(
  tx: Tx,
  streams: readonly { readonly stream: string; readonly candidacyId: CandidacyId | null }[],
): Promise<Map<string, StreamHead>> {
  const rows = await tx.query<{ stream: string; candidacy_id: CandidacyId | null; seq: number; head: Buffer }>(
    LOCK_STREAMS,
    [streams.map((one) => one.stream), streams.map((one) => one.candidacyId)],
  );
  return new Map(
    rows.map((row) => [
      row.stream,
      { stream: row.stream, candidacyId: row.candidacy_id, seq: row.seq, hash: row.head },
    ]),
  );
}

/** Appends to streams whose heads the caller holds locked; gives the new heads. */
export async function appendJournal(tx: Tx, writes: readonly JournalWrite[]): Promise<readonly StreamHead[]> {
  const { values, heads } = journalValues(tx, writes);
  await tx.query(APPEND, values);
  return heads;
}

/** Locks one stream and appends to it: what most verbs outside the case's hot path need. */
export async function record(
  tx: Tx,
  stream: string,
  candidacyId: CandidacyId | null,
  records: readonly AuditRecord[],
  effects: readonly Effect[] = [],
): Promise<void> {
  const head = (await lockStreams(tx, [{ stream, candidacyId }])).get(stream);
  if (!head) throw new Error(`The stream ${stream} could not be locked`);
  await appendJournal(tx, [{ head, records, effects }]);
}

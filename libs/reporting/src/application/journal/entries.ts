import { z } from 'zod';
import { withholds } from '@rebond/identity';
import { dateIn, instantAt, type Json } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** Days shown when no period is asked. */
const USUAL_DAYS = 30;
export const EXPORTED = 10_000;
const empty = z.literal('');

export const entriesQuery = z.strictObject({
  stream: z.string().trim().max(200).optional(),
  case: z.union([empty, z.uuid()]).optional(),
  person: z.union([empty, z.uuid()]).optional(),
  seat: z.union([empty, z.uuid()]).optional(),
  action: z.string().trim().max(100).optional(),
  from: z.union([empty, z.iso.date()]).optional(),
  to: z.union([empty, z.iso.date()]).optional(),
});
export type EntriesQuery = z.output<typeof entriesQuery>;

export interface Entry extends Record<string, unknown> {
  readonly stream: string;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly candidacy_id: string | null;
  readonly seat_id: string | null;
  readonly person_id: string | null;
  readonly audience: string;
  readonly hash: string;
}

/**
 * Entries about several cases at once (lists, rounds, draws, waves) are withheld from a reader who has no part in one of
 * the cases of a wave that is not announced: neither their content nor their number. Those of the registry are about none.
 */
const told = (withheld: string): string =>
  `(not ${withheld} or e.candidacy_id is not null
     or e.stream ~ '^(call|organisation|person|question|recusals|territories)(:|$)')`;

const LIST = statement(
  'journal_entries',
  `select e.stream, e.seq, e.at, e.action, e.candidacy_id, e.seat_id, e.person_id, e.audience,
          encode(e.hash, 'hex') as hash
     from platform.audit_entry e
    where e.at >= $1 and e.at < $2 and ($3::text is null or e.stream = $3)
      and ($4::uuid is null or e.candidacy_id = $4) and ($5::uuid is null or e.person_id = $5)
      and ($6::uuid is null or e.seat_id = $6) and ($7::text is null or e.action like $7 || '%')
      and ${told('$9::boolean')}
    order by e.at desc, e.stream, e.seq desc limit $8`,
);
const READ = statement(
  'journal_entry',
  `select e.stream, e.seq, e.at, e.action, e.candidacy_id, e.seat_id, e.person_id, e.audience,
          encode(e.hash, 'hex') as hash, encode(b.hash, 'hex') as previous, e.trace_id, e.canonical, p.payload
     from platform.audit_entry e
     left join platform.audit_entry b on b.stream = e.stream and b.seq = e.seq - 1
     left join platform.audit_payload p on p.stream = e.stream and p.seq = e.seq
    where e.stream = $1 and e.seq = $2 and ${told('$3::boolean')}`,
);
const SEEN = statement(
  'journal_stream_seen',
  `select 1 from platform.audit_entry e where e.stream = $1 and ${told('$2::boolean')} limit 1`,
);
const SEALS = statement(
  'journal_seals',
  `select n, sealed_at, streams, entries, encode(root, 'hex') as root from platform.audit_seal order by n desc limit 200`,
);

export interface WholeEntry extends Entry {
  readonly previous: string | null;
  readonly trace_id: string;
  readonly canonical: string;
  readonly payload: Json | null;
}

/** A seal of the night; what it counts and covers is null where it is withheld. */
export interface SealLine extends Record<string, unknown> {
  readonly n: number;
  readonly sealed_at: Date;
  readonly streams: number | null;
  readonly entries: number | null;
  readonly root: string | null;
}

/** The period asked, in Paris days; a stream, a case or a person is looked for over all time. */
export function periodOf(query: EntriesQuery, now: Temporal.Instant): readonly [Temporal.Instant, Temporal.Instant] {
  const isNarrow = [query.stream, query.case, query.person, query.seat].some(Boolean);
  const usual = isNarrow ? Temporal.PlainDate.from('2000-01-01') : dateIn(now).subtract({ days: USUAL_DAYS });
  const from = query.from ? Temporal.PlainDate.from(query.from) : usual;
  const to = query.to ? Temporal.PlainDate.from(query.to) : dateIn(now);
  return [instantAt(from, '00:00'), instantAt(to.add({ days: 1 }), '00:00')];
}

/** Entries that the reader may see, the newest first. */
export function readEntries(tx: Tx, query: EntriesQuery, limit: number): Promise<Entry[]> {
  const [from, to] = periodOf(query, tx.at);
  return tx.query<Entry>(LIST, [
    ...[from.toString(), to.toString(), query.stream || null, query.case || null, query.person || null],
    ...[query.seat || null, query.action || null, limit, withholds(tx.actor)],
  ]);
}

export const readEntry = async (tx: Tx, stream: string, seq: number): Promise<WholeEntry | null> =>
  (await tx.query<WholeEntry>(READ, [stream, seq, withholds(tx.actor)]))[0] ?? null;

/** Does the reader see anything of this stream? What is hidden is verified like what does not exist. */
export const seesStream = async (tx: Tx, stream: string): Promise<boolean> =>
  (await tx.query(SEEN, [stream, withholds(tx.actor)])).length > 0;

export async function readSeals(tx: Tx): Promise<SealLine[]> {
  const seals = await tx.query<SealLine>(SEALS);
  return withholds(tx.actor) ? seals.map((one) => ({ ...one, streams: null, entries: null, root: null })) : seals;
}

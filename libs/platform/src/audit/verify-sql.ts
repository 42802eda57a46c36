import type { StoredEntry } from './chain.js';
import type { TextRow } from './verify-pages.js';

/** Every entry with its erasable data; in the order of the chains. */
export const ENTRIES = `
  select e.stream, e.seq, e.at, e.action, e.candidacy_id, e.seat_id, e.person_id, e.audience, e.trace_id, e.canonical,
         encode(e.hash, 'hex'), p.candidacy_id, p.audience, encode(p.salt, 'hex'), p.payload
    from platform.audit_entry e left join platform.audit_payload p using (stream, seq)
   order by e.stream, e.seq`;

/** The entries of one stream, given as a SQL literal. */
export const entriesOf = (stream: string): string => ENTRIES.replace('order by', `where e.stream = ${stream} order by`);

/** The rows of a witness that concern one stream, given as a SQL literal. */
export const witnessesOf = (sql: string, stream: string): string =>
  `select * from (${sql}) as w (stream, seq, reason) where w.stream = ${stream}`;

/** PostgreSQL's \`2023-02-01 11:00:00.5+00\` as \`2023-02-01T11:00:00.5Z\`; the session is in UTC. */
const isoInstant = (text: string): string => text.replace(' ', 'T').replace('+00', 'Z');

export function storedEntry(row: TextRow): StoredEntry {
  const text = (n: number): string => row[n] ?? '';
  return {
    stream: text(0),
    seq: Number(row[1]),
    at: isoInstant(text(2)),
    action: text(3),
    candidacyId: row[4] ?? null,
    seatId: row[5] ?? null,
    personId: row[6] ?? null,
    audience: text(7),
    traceId: text(8),
    canonical: text(9),
    hash: text(10),
    payload:
      row[13] == null ? null : { candidacyId: row[11] ?? null, audience: text(12), salt: text(13), payload: text(14) },
  };
}

const lacksEntry = (table: string): string =>
  `not exists (select 1 from platform.audit_entry e where e.stream = ${table}.stream and e.seq = ${table}.seq)`;

/** What refers to entries that are not there, or not as they were: (stream, seq, reason). */
export const WITNESSES: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'audit_heads',
    sql: `
      select s.stream,
             case when coalesce(e.seq, 0) < s.seq then coalesce(e.seq, 0) + 1 else coalesce(e.seq, 0) end,
             case when coalesce(e.seq, 0) < s.seq
                  then 'fin du fil retirée : sa tête est au rang ' || s.seq
                  when coalesce(e.seq, 0) > s.seq then 'la tête du fil est restée au rang ' || s.seq
                  else 'la tête du fil n''est pas l''empreinte de sa dernière écriture' end
        from platform.audit_stream s
        left join lateral (select l.seq, l.hash from platform.audit_entry l where l.stream = s.stream
                            order by l.seq desc limit 1) e on true
       where coalesce(e.seq, 0) <> s.seq or coalesce(e.hash, decode(repeat('00', 32), 'hex')) <> s.head`,
  },
  {
    name: 'audit_headless',
    sql: `
      select e.stream, max(e.seq), 'le fil n''a plus de tête'
        from platform.audit_entry e
       where not exists (select 1 from platform.audit_stream s where s.stream = e.stream) group by e.stream`,
  },
  {
    name: 'audit_attribution',
    sql: `
      select s.stream, s.seq, 'le fil est rattaché à un autre dossier que sa dernière écriture'
        from platform.audit_stream s join platform.audit_entry e using (stream, seq)
       where s.candidacy_id is distinct from e.candidacy_id`,
  },
  {
    name: 'audit_messages',
    sql: `
      select o.stream, o.seq, 'écriture absente : un message de la boîte d''envoi la désigne'
        from platform.outbox o where o.seq > 0 and ${lacksEntry('o')} group by o.stream, o.seq`,
  },
  {
    name: 'audit_deliveries',
    sql: `
      select d.stream, d.seq, 'écriture absente : une remise de message la désigne'
        from platform.delivery d where d.seq > 0 and ${lacksEntry('d')} group by d.stream, d.seq`,
  },
  {
    name: 'audit_orphans',
    sql: `
      select p.stream, p.seq, 'écriture absente : ses données personnelles sont là'
        from platform.audit_payload p where ${lacksEntry('p')}`,
  },
  {
    name: 'audit_sealed_heads',
    sql: `
      select h.stream, h.seq,
             case when e.hash is null then 'écriture absente : elle est dans le scellé n° ' || h.n
                  else 'l''empreinte n''est pas celle du scellé n° ' || h.n end
        from platform.audit_seal_head h
        left join platform.audit_entry e on e.stream = h.stream collate "default" and e.seq = h.seq
       where e.hash is distinct from h.head`,
  },
];

import { Injectable } from '@nestjs/common';
import {
  ArchivePart,
  candidacyStream,
  type ArchiveContributor,
  type ArchivedFile,
  type Candidacy,
} from '@rebond/candidacies';
import { scopeOf, withholds, type Role } from '@rebond/identity';
import { canonicalJson, type CandidacyId, type Json } from '@rebond/kernel';
import { statement, type Actor, type Tx } from '@rebond/platform';
import { sealsOver } from './seals.js';
import { exportStream } from './taken.js';

interface Row extends Record<string, unknown> {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
  /** Null when the entry is not addressed to the reader. */
  readonly canonical: string | null;
  readonly salt: string | null;
  readonly payload: Json | null;
}

interface Head extends Record<string, unknown> {
  readonly stream: string;
  readonly seq: number;
  readonly head: string;
}

/** Its own first; then meetings, links, mails sent again. Archives taken are no part of the next one. */
const OWN = statement(
  'archive_streams_of_case',
  `select distinct e.stream, e.stream <> $2 as is_other from platform.audit_entry e
    where e.candidacy_id = $1 and e.stream <> $3 order by is_other, e.stream`,
);
const LISTS = statement(
  'archive_lists_of_case',
  `select 'decision-list:' || list_id as stream from selection.decision_line where candidacy_id = $1 order by list_id`,
);
const HEADS = statement(
  'archive_heads',
  `select stream, seq, encode(head, 'hex') as head from platform.audit_stream
    where stream = any ($1::text[]) order by array_position($1::text[], stream)`,
);
const ENTRIES = statement(
  'archive_entries',
  `select e.stream, e.seq, encode(e.hash, 'hex') as hash,
          case when e.audience = any ($2::text[]) then e.canonical end as canonical,
          encode(p.salt, 'hex') as salt, p.payload
     from platform.audit_entry e
     left join platform.audit_payload p
       on p.stream = e.stream and p.seq = e.seq and e.audience = any ($2::text[])
    where e.stream = any ($1::text[]) order by e.stream, e.seq`,
);

/**
 * The streams that speak of the case: its own, of which the row says so, and those of the lists that decide of it, which are about several cases at
 * once and withheld as the journal's pages withhold them.
 */
async function streamsOf(tx: Tx, id: CandidacyId, reader: Actor): Promise<readonly string[]> {
  const isToldOfLists = scopeOf(reader.role as Role, 'selection.read') !== null && !withholds(reader);
  const lists = isToldOfLists ? await tx.query<{ stream: string }>(LISTS, [id]) : [];
  const own = await tx.query<{ stream: string }>(OWN, [id, candidacyStream(id), exportStream(id)]);
  return [...own, ...lists].map(({ stream }) => stream);
}

const fileOf = (stream: string): string => stream.replaceAll(':', '-');
const lineOf = ({ seq, hash, canonical }: Row): string => `${String(seq)} ${hash} ${canonical ?? '-'}\n`;
const payloadLine = ({ seq, salt, payload }: Row): string =>
  salt === null ? '' : `${String(seq)} ${salt} ${canonicalJson(payload)}\n`;

/**
 * The journal's own bytes: `rank hash canonical`, one line an entry, so that each can be hashed again by hand. Of what the
 * reader does not see the hash alone is there: it holds the chain. Texts and personal data stand apart, with their salts.
 */
@Injectable()
@ArchivePart({ key: 'journal', action: 'audit.read', bySystem: true })
export class JournalPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy, reader: Actor): Promise<readonly ArchivedFile[]> {
    const heads = await tx.query<Head>(HEADS, [await streamsOf(tx, id, reader)]);
    const names = heads.map(({ stream }) => stream);
    const byStream = Map.groupBy(await tx.query<Row>(ENTRIES, [names, reader.audiences]), ({ stream }) => stream);
    // The heads under a seal name other cases: whoever is hidden one is not told of them.
    const seals = withholds(reader) || reader.recused.length > 0 ? [] : await sealsOver(tx, names);
    return [
      {
        path: 'fils.json',
        json: heads.map(({ stream, seq, head }) => ({
          ...{ stream, seq, head },
          path: `${fileOf(stream)}.txt`,
          payloads: `${fileOf(stream)}.textes.txt`,
        })),
      },
      ...names.flatMap((stream): ArchivedFile[] => {
        const rows = byStream.get(stream) ?? [];
        return [
          { path: `${fileOf(stream)}.txt`, text: rows.map(lineOf).join('') },
          { path: `${fileOf(stream)}.textes.txt`, text: rows.map(payloadLine).join('') },
        ];
      }),
      ...seals.map(({ n, text }) => ({ path: `scelles/${String(n).padStart(6, '0')}.txt`, text })),
    ];
  }
}

import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** `thread`: the territory and the desk; `territory`: the people of the territory among themselves. */
export const MESSAGE_AUDIENCES = ['thread', 'territory'] as const;
export type MessageAudience = (typeof MESSAGE_AUDIENCES)[number];

export type MessageFileView = {
  readonly id: string;
  readonly filename: string;
  /** Told from the content. */
  readonly mediaType: string;
  readonly sizeBytes: number;
};

/** A message as its reader sees it; a type, so that it is JSON. */
export type MessageView = {
  readonly id: string;
  readonly at: string;
  readonly audience: MessageAudience;
  /** How it came: written here, or answered by mail. */
  readonly means: 'portal' | 'mail';
  readonly text: string;
  readonly author: { readonly name: string; readonly title: string; readonly organisation: string };
  readonly isMine: boolean;
  /** Written by another since the reader's last visit. */
  readonly isNew: boolean;
  readonly files: readonly MessageFileView[];
};

interface Row {
  readonly id: string;
  readonly written_at: Date;
  readonly audience: MessageAudience;
  readonly means: 'portal' | 'mail';
  readonly body: string;
  readonly person_id: string;
  readonly name: string | null;
  readonly title: string;
  readonly organisation: string;
  readonly is_new: boolean;
  readonly files: readonly MessageFileView[];
}

const THREAD = statement(
  'message_thread',
  `select m.id, m.written_at, m.audience, m.means, m.body, m.person_id, w.name, s.title, o.name as organisation,
          m.person_id is distinct from $3 and m.written_at > coalesce(seen.seen_at, '-infinity') as is_new,
          coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'filename', f.filename, 'mediaType', f.media_type,
                                                        'sizeBytes', f.size_bytes) order by f.filename, f.id)
                      from candidacies.message_file f where f.message_id = m.id), '[]') as files
     from candidacies.message m
     join identity.seat s on s.id = m.seat_id
     join identity.organisation o on o.id = s.organisation_id
     left join candidacies.correspondents($1) w on w.person_id = m.person_id
     left join candidacies.message_seen seen
       on seen.candidacy_id = m.candidacy_id and seen.seat_id = $2 and seen.person_id = $3
    where m.candidacy_id = $1 order by m.written_at, m.id`,
);
const SEEN = statement(
  'message_seen',
  `insert into candidacies.message_seen (candidacy_id, seat_id, person_id, seen_at) values ($1, $2, $3, $4)
   on conflict (seat_id, person_id, candidacy_id) do update set seen_at = greatest(excluded.seen_at, message_seen.seen_at)`,
);
const UNREAD = statement(
  'message_unread',
  `select m.candidacy_id, count(*)::int as n
     from candidacies.message m
     left join candidacies.message_seen seen
       on seen.candidacy_id = m.candidacy_id and seen.seat_id = $2 and seen.person_id = $3
    where m.candidacy_id = any ($1::uuid[]) and m.person_id is distinct from $3
      and m.written_at > coalesce(seen.seen_at, '-infinity')
    group by m.candidacy_id`,
);

/** Every message of a case that the reader may read, the oldest first. */
export async function threadOf(tx: Tx, id: CandidacyId): Promise<MessageView[]> {
  const { seatId, personId } = tx.actor;
  const rows = await tx.query<Row & Record<string, unknown>>(THREAD, [id, seatId, personId]);
  return rows.map((row) => ({
    id: row.id,
    at: row.written_at.toISOString(),
    audience: row.audience,
    means: row.means,
    text: row.body,
    author: { name: row.name ?? '', title: row.title, organisation: row.organisation },
    isMine: row.person_id === personId,
    isNew: row.is_new,
    files: row.files,
  }));
}

/** Notes that the reader has read what stands now; a reader who may write nothing leaves no mark. */
export async function markSeen(tx: Tx, id: CandidacyId): Promise<void> {
  const { seatId, personId, readOnly } = tx.actor;
  if (seatId === null || personId === null || readOnly) return;
  await tx.query(SEEN, [id, seatId, personId, tx.at.toString()]);
}

/** How many messages the reader has not read yet, for the cases that have any; in one statement. */
export async function unreadMessages(tx: Tx, ids: readonly CandidacyId[]): Promise<ReadonlyMap<CandidacyId, number>> {
  const { seatId, personId, readOnly } = tx.actor;
  if (ids.length === 0 || seatId === null || personId === null || readOnly) return new Map();
  const rows = await tx.query<{ candidacy_id: CandidacyId; n: number }>(UNREAD, [ids, seatId, personId]);
  return new Map(rows.map((row) => [row.candidacy_id, row.n]));
}

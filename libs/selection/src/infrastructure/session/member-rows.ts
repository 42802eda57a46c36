import type { PersonId, SeatId } from '@rebond/kernel';
import { instantOrNull, statement, type Recipient, type Tx } from '@rebond/platform';
import type { SessionId, SessionMember } from '../../domain/session/session.js';

interface Row extends Record<string, unknown> {
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly name: string;
  readonly quality: string;
  readonly role: string;
  readonly has_vote: boolean;
  readonly is_present: boolean;
  readonly proxy_to: SeatId | null;
  readonly proxy_at: Date | null;
}

const READ = statement(
  'sitting_members',
  `select seat_id, person_id, name, quality, role, has_vote, is_present, proxy_to, proxy_at
     from selection.session_member where session_id = $1 order by n`,
);
const INSERT = statement(
  'sitting_members_insert',
  `insert into selection.session_member (session_id, n, seat_id, person_id, name, quality, role, has_vote)
   select $1, m.n, m."seatId", m."personId", m.name, m.quality, m.role, m."hasVote"
     from jsonb_to_recordset($2::jsonb)
       as m(n int, "seatId" uuid, "personId" uuid, name text, quality text, role text, "hasVote" boolean)`,
);
const PROXY = statement(
  'sitting_proxy',
  'update selection.session_member set proxy_to = $3, proxy_at = $4 where session_id = $1 and seat_id = $2',
);
const ATTEND = statement(
  'sitting_attend',
  'update selection.session_member set is_present = (seat_id = any ($2::uuid[])) where session_id = $1',
);
/** Who holds these seats today, who may be asked to sit: one person a seat. */
const CANDIDATES = statement(
  'sitting_candidates',
  `select distinct on (s.id) s.id as seat_id, p.id as person_id, p.name, p.email, s.role,
          s.title || ', ' || o.name as quality
     from identity.seat s
     join identity.organisation o on o.id = s.organisation_id
     join identity.holding h on h.seat_id = s.id and h.from_at <= $1 and (h.until_at is null or h.until_at > $1)
     join identity.person p on p.id = h.person_id
    where s.role = any ($2::text[]) order by s.id, h.from_at desc limit 500`,
);

/** Roles that see every case of a wave: a member examines them all, but those of a recusal. */
export const SITTING_ROLES = ['programme_director', 'minister_office', 'bdt_officer'];

const memberOf = (row: Row): SessionMember => ({
  seatId: row.seat_id,
  personId: row.person_id,
  name: row.name,
  quality: row.quality,
  role: row.role,
  hasVote: row.has_vote,
  isPresent: row.is_present,
  proxyTo: row.proxy_to,
  proxyAt: instantOrNull(row.proxy_at),
});

export const membersOf = async (tx: Tx, id: SessionId): Promise<readonly SessionMember[]> =>
  (await tx.query<Row>(READ, [id])).map(memberOf);

export async function insertMembers(tx: Tx, id: SessionId, members: readonly SessionMember[]): Promise<void> {
  const rows = members.map(({ seatId, personId, name, quality, role, hasVote }, n) => ({
    ...{ n, seatId, personId, name, quality, role, hasVote },
  }));
  await tx.query(INSERT, [id, JSON.stringify(rows)]);
}

/** Writes a member's proxy, or takes it back. */
export async function writeProxy(tx: Tx, id: SessionId, giver: SeatId, holder: SeatId | null): Promise<void> {
  await tx.query(PROXY, [id, giver, holder, holder === null ? null : tx.at.toString()]);
}

/** Writes who is present now; the others are not. */
export async function writeAttendance(tx: Tx, id: SessionId, present: readonly SeatId[]): Promise<void> {
  await tx.query(ATTEND, [id, present]);
}

/** Someone who may be made a member. */
export interface Eligible {
  readonly seatId: SeatId;
  readonly personId: PersonId;
  readonly name: string;
  readonly quality: string;
  readonly role: string;
  readonly recipient: Recipient;
}

/** Who may sit today; the programme director's question, or the system's. */
export const eligibleMembers = async (tx: Tx): Promise<readonly Eligible[]> =>
  (await tx.query<Row & { readonly email: string }>(CANDIDATES, [tx.at.toString(), SITTING_ROLES])).map((row) => ({
    seatId: row.seat_id,
    personId: row.person_id,
    name: row.name,
    quality: row.quality,
    role: row.role,
    recipient: { address: row.email, name: row.name },
  }));

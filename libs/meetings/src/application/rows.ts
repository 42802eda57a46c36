import type { QueryResultRow } from 'pg';
import type { CandidacyId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement } from '@rebond/platform';
import type { Meeting, MeetingId, MeetingStatus } from '../domain/meeting.js';

export interface MeetingRow extends QueryResultRow {
  readonly id: MeetingId;
  readonly candidacy_id: CandidacyId;
  readonly kind: string;
  readonly title: string;
  readonly starts_at: Date;
  readonly duration_minutes: number;
  readonly place: string;
  readonly agenda: readonly string[];
  readonly status: MeetingStatus;
  readonly version: number;
  readonly sequence: number;
  readonly convened_at: Date | null;
  readonly held_at: Date | null;
  readonly attendees: number | null;
  readonly decisions: readonly string[];
}

export const meetingOf = (row: MeetingRow): Meeting => ({
  id: row.id,
  candidacyId: row.candidacy_id,
  kind: row.kind,
  title: row.title,
  startsAt: instantOf(row.starts_at),
  durationMinutes: row.duration_minutes,
  place: row.place,
  agenda: row.agenda,
  status: row.status,
  version: row.version,
  sequence: row.sequence,
  convenedAt: instantOrNull(row.convened_at),
  heldAt: instantOrNull(row.held_at),
  attendees: row.attendees,
  decisions: row.decisions,
});

const COLUMNS = `id, candidacy_id, kind, title, starts_at, duration_minutes, place, agenda, status, version, sequence,
  convened_at, held_at, attendees, decisions`;

export const READ = statement('meetings_read', `select ${COLUMNS} from meetings.meeting where id = $1`);
export const OF_CASE = statement(
  'meetings_of_case',
  `select ${COLUMNS} from meetings.meeting where candidacy_id = $1 order by starts_at, id`,
);
export const NEXT_OF_CASES = statement(
  'meetings_next_of_cases',
  `select distinct on (candidacy_id) ${COLUMNS} from meetings.meeting
    where candidacy_id = any ($1::uuid[]) and status in ('planned', 'convened') order by candidacy_id, starts_at, id`,
);
export const LOCK = statement('meetings_lock', `select ${COLUMNS} from meetings.meeting where id = $1 for update`);
export const INSERT = statement(
  'meetings_insert',
  `insert into meetings.meeting
     (id, candidacy_id, kind, title, starts_at, duration_minutes, place, agenda, status, version, sequence, planned_at)
   select m.id, m.candidacy_id, m.kind, m.title, m.starts_at, m.duration_minutes, m.place, m.agenda::jsonb,
          'planned', 1, 0, $9
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::int[], $7::text[], $8::text[])
       as m(id, candidacy_id, kind, title, starts_at, duration_minutes, place, agenda)`,
);
export const WRITE = statement(
  'meetings_write',
  `update meetings.meeting
      set starts_at = $3, place = $4, status = $5, sequence = $6, convened_at = $7, held_at = $8, attendees = $9,
          decisions = $10, version = version + 1
    where id = $1 and version = $2 returning ${COLUMNS}`,
);

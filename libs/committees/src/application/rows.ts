import { randomUUIDv7 } from 'node:crypto';
import type { Anchor, Anchors, CommitteeKind } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import type { MeetingId } from '@rebond/meetings';
import { instantOf, statement, type Tx } from '@rebond/platform';

const SET_ANCHOR = statement(
  'committees_set_anchor',
  `insert into committees.anchor (candidacy_id, anchor, at) values ($1, $2, $3) on conflict do nothing`,
);
const ANCHORS = statement('committees_anchors', `select anchor, at from committees.anchor where candidacy_id = $1`);
const INSERT = statement(
  'committees_insert',
  `insert into committees.committee (meeting_id, candidacy_id, key, kind)
   select c.meeting_id, $1, c.key, c.kind from unnest($2::uuid[], $3::text[], $4::text[]) as c(meeting_id, key, kind)`,
);
const OF_CASE = statement(
  'committees_of_case',
  `select meeting_id, key, kind from committees.committee where candidacy_id = $1`,
);
const PLAN_TASK = statement(
  'committees_task_plan',
  `insert into committees.task (id, candidacy_id, kind, next_attempt_at) values ($1, $2, 'plan', $3)
   on conflict do nothing`,
);
const CONVENE_TASK = statement(
  'committees_task_convene',
  `insert into committees.task (id, candidacy_id, kind, meeting_id, next_attempt_at)
   select t.id, $1, 'convene', t.meeting_id, t.due_at
     from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as t(id, meeting_id, due_at)
   on conflict (meeting_id) where done_at is null
   do update set next_attempt_at = excluded.next_attempt_at, claimed_until = null, attempts = 0, parked_at = null`,
);
const DROP_TASK = statement(
  'committees_task_drop',
  `update committees.task set done_at = $2 where meeting_id = any($1::uuid[]) and done_at is null`,
);

/** An instant that the calendar counts from has come; the first one stays. */
export async function setAnchor(
  tx: Tx,
  candidacyId: CandidacyId,
  anchor: Exclude<Anchor, 'cutoff'>,
  at: Temporal.Instant,
): Promise<void> {
  await tx.query(SET_ANCHOR, [candidacyId, anchor, at.toString()]);
}

/** What has happened, the wave's cut-off excepted. */
export async function anchorsOf(tx: Tx, candidacyId: CandidacyId): Promise<Anchors> {
  const rows = await tx.query<{ anchor: Anchor; at: Date }>(ANCHORS, [candidacyId]);
  return Object.fromEntries(rows.map((row) => [row.anchor, instantOf(row.at)]));
}

export interface CommitteeRow {
  readonly meetingId: MeetingId;
  readonly key: string;
  readonly kind: CommitteeKind;
}

export async function insertCommittees(tx: Tx, candidacyId: CandidacyId, rows: readonly CommitteeRow[]): Promise<void> {
  await tx.query(INSERT, [
    candidacyId,
    rows.map((one) => one.meetingId),
    rows.map((one) => one.key),
    rows.map((one) => one.kind),
  ]);
}

export async function committeeRows(tx: Tx, candidacyId: CandidacyId): Promise<readonly CommitteeRow[]> {
  const rows = await tx.query<{ meeting_id: MeetingId; key: string; kind: CommitteeKind }>(OF_CASE, [candidacyId]);
  return rows.map((row) => ({ meetingId: row.meeting_id, key: row.key, kind: row.kind }));
}

/** Asks for the committees that can now be planned; asked twice under one id, done once. */
export async function planSoon(tx: Tx, candidacyId: CandidacyId, id: string = randomUUIDv7()): Promise<void> {
  await tx.query(PLAN_TASK, [id, candidacyId, tx.at.toString()]);
}

/** Asks for convocations at these instants; one that was still to leave leaves at its new instant instead. */
export async function conveneLater(
  tx: Tx,
  candidacyId: CandidacyId,
  meetings: readonly { readonly id: MeetingId; readonly at: Temporal.Instant }[],
): Promise<void> {
  await tx.query(CONVENE_TASK, [
    candidacyId,
    meetings.map(() => randomUUIDv7()),
    meetings.map((one) => one.id),
    meetings.map((one) => one.at.toString()),
  ]);
}

/** No convocation of these leaves any more. */
export async function dropConvocations(tx: Tx, meetings: readonly MeetingId[]): Promise<void> {
  await tx.query(DROP_TASK, [meetings, tx.at.toString()]);
}

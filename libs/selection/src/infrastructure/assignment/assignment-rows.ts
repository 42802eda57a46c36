import { randomUUIDv7 } from 'node:crypto';
import type { Branded, CandidacyId, SeatId, WaveId } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';

export type AssignmentId = Branded<string, 'ReviewAssignmentId'>;

/** A seat that reviews a candidacy. */
export interface Assigned {
  readonly id: AssignmentId;
  readonly waveId: WaveId;
  readonly candidacyId: CandidacyId;
  readonly seatId: SeatId;
  /** From 0 to 100. */
  readonly affinity: number;
  readonly isLocked: boolean;
  readonly toldAt: Temporal.Instant | null;
  /** When its review was submitted; null before. */
  readonly submittedAt: Temporal.Instant | null;
}

export const END_REASONS = ['late', 'recused', 'unavailable'] as const;
export type EndReason = (typeof END_REASONS)[number];

interface Row {
  readonly id: AssignmentId;
  readonly wave_id: WaveId;
  readonly candidacy_id: CandidacyId;
  readonly seat_id: SeatId;
  readonly affinity: number;
  readonly locked: boolean;
  readonly told_at: Date | null;
  readonly submitted_at: Date | null;
}

const SELECT = `select a.id, a.wave_id, a.candidacy_id, a.seat_id, a.affinity, a.locked, a.told_at, v.submitted_at
  from selection.review_assignment a left join selection.review v on v.assignment_id = a.id`;
const OF_WAVE = statement(
  'review_assignments_of_wave',
  `${SELECT} where a.wave_id = $1 and a.ended_at is null order by a.candidacy_id, a.id`,
);
const ONE = statement('review_assignment_one', `${SELECT} where a.id = $1 and a.ended_at is null`);
const INSERT = statement(
  'review_assignments_insert',
  `insert into selection.review_assignment (id, wave_id, candidacy_id, seat_id, affinity, locked, told_at, due_at)
   select n.id, $1, n.candidacy_id, n.seat_id, n.affinity, $6, case when $7::timestamptz is null then null else $8::timestamptz end, $7
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::float8[]) as n(id, candidacy_id, seat_id, affinity)
   on conflict (candidacy_id, seat_id) where ended_at is null do nothing`,
);
const CLEAR = statement(
  'review_assignments_clear',
  `delete from selection.review_assignment a
    where a.wave_id = $1 and a.ended_at is null and a.told_at is null
      and not (a.locked and exists (select 1 from unnest($2::uuid[], $3::uuid[]) as k(candidacy_id, seat_id)
                                     where k.candidacy_id = a.candidacy_id and k.seat_id = a.seat_id))`,
);
const REMOVE = statement('review_assignment_remove', 'delete from selection.review_assignment where id = $1');
const KEEP = statement('review_assignment_lock', 'update selection.review_assignment set locked = $2 where id = $1');
const TELL = statement(
  'review_assignments_tell',
  `update selection.review_assignment set told_at = $2, due_at = $3
    where wave_id = $1 and ended_at is null and told_at is null`,
);
const END = statement(
  'review_assignment_end',
  'update selection.review_assignment set ended_at = $2, end_reason = $3 where id = $1',
);

const assignedOf = (row: Row): Assigned => ({
  id: row.id,
  waveId: row.wave_id,
  candidacyId: row.candidacy_id,
  seatId: row.seat_id,
  affinity: row.affinity,
  isLocked: row.locked,
  toldAt: instantOrNull(row.told_at),
  submittedAt: instantOrNull(row.submitted_at),
});

export const assignmentsOfWave = async (tx: Tx, waveId: WaveId): Promise<readonly Assigned[]> =>
  (await tx.query<Row & Record<string, unknown>>(OF_WAVE, [waveId])).map(assignedOf);

export async function findAssignment(tx: Tx, id: AssignmentId): Promise<Assigned | null> {
  const [row] = await tx.query<Row & Record<string, unknown>>(ONE, [id]);
  return row ? assignedOf(row) : null;
}

export interface NewAssignments {
  readonly pairs: readonly Pick<Assigned, 'candidacyId' | 'seatId' | 'affinity'>[];
  readonly isLocked: boolean;
  /** Null as long as the reviewers know nothing. */
  readonly dueAt: Temporal.Instant | null;
}

export async function insertAssignments(
  tx: Tx,
  waveId: WaveId,
  { pairs, isLocked, dueAt }: NewAssignments,
): Promise<void> {
  await tx.query(INSERT, [
    ...[waveId, pairs.map(() => randomUUIDv7()), pairs.map((one) => one.candidacyId)],
    ...[pairs.map((one) => one.seatId), pairs.map((one) => one.affinity), isLocked, dueAt?.toString() ?? null],
    tx.at.toString(),
  ]);
}

type PairOf = Pick<Assigned, 'candidacyId' | 'seatId'>;

/** Takes back what a proposal gave, but for what is locked and part of the next one. */
export async function clearProposal(tx: Tx, waveId: WaveId, next: readonly PairOf[]): Promise<void> {
  await tx.query(CLEAR, [waveId, next.map((one) => one.candidacyId), next.map((one) => one.seatId)]);
}

/** Takes back one that its reviewer never knew of. */
export async function removeAssignment(tx: Tx, id: AssignmentId): Promise<void> {
  await tx.query(REMOVE, [id]);
}

export async function keepAssignment(tx: Tx, id: AssignmentId, isLocked: boolean): Promise<void> {
  await tx.query(KEEP, [id, isLocked]);
}

/** The reviewers are told, and by when. */
export async function tellAssignments(tx: Tx, waveId: WaveId, dueAt: Temporal.Instant): Promise<void> {
  await tx.query(TELL, [waveId, tx.at.toString(), dueAt.toString()]);
}

export async function endAssignment(tx: Tx, id: AssignmentId, reason: EndReason): Promise<void> {
  await tx.query(END, [id, tx.at.toString(), reason]);
}

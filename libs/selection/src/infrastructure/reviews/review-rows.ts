import type { CandidacyId, PersonId, SeatId, WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import type { Marks } from '../../domain/reviews/score.js';
import type { AssignmentId } from '../assignment/assignment-rows.js';

/** A review, being written or submitted. */
export interface Review {
  readonly assignmentId: AssignmentId;
  readonly candidacyId: CandidacyId;
  readonly seatId: SeatId;
  readonly signed: string;
  readonly version: number;
  readonly marks: Marks;
  readonly summary: string;
  readonly submittedAt: Temporal.Instant | null;
  /** Out of 100; null before it is submitted. */
  readonly weighted: number | null;
}

/** A review that a seat is asked for. */
export interface Asked {
  readonly id: AssignmentId;
  readonly waveId: WaveId;
  readonly wave: string;
  readonly candidacyId: CandidacyId;
  readonly territory: string;
  /** Exclusive. */
  readonly dueAt: Temporal.Instant;
  /** 0 before anything was saved. */
  readonly version: number;
  readonly submittedAt: Temporal.Instant | null;
}

interface AskedRow {
  readonly id: AssignmentId;
  readonly wave_id: WaveId;
  readonly wave: string;
  readonly candidacy_id: CandidacyId;
  readonly territory: string;
  readonly due_at: Date;
  readonly version: number | null;
  readonly submitted_at: Date | null;
}

interface ReviewRow {
  readonly assignment_id: AssignmentId;
  readonly candidacy_id: CandidacyId;
  readonly seat_id: SeatId;
  readonly signed: string;
  readonly version: number;
  readonly scores: Marks;
  readonly summary: string | null;
  readonly submitted_at: Date | null;
  readonly weighted: number | null;
}

const ASKED = `select a.id, a.wave_id, w.name as wave, a.candidacy_id, c.territory, a.due_at, v.version, v.submitted_at
  from selection.review_assignment a
  join calls.wave w on w.id = a.wave_id
  join candidacies.candidacy c on c.id = a.candidacy_id
  left join selection.review v on v.assignment_id = a.id
 where a.seat_id = $1 and a.told_at is not null and a.ended_at is null`;
const MINE = statement(
  'reviews_asked',
  `${ASKED} order by v.submitted_at is not null, a.due_at, c.territory collate "fr-x-icu", a.id limit 500`,
);
const ONE_ASKED = statement('review_asked', `${ASKED} and a.id = $2`);
const COLUMNS = `v.assignment_id, v.candidacy_id, v.seat_id, v.signed, v.version, v.scores, v.summary, v.submitted_at,
  v.weighted`;
const OWN = statement(
  'review_own',
  `select ${COLUMNS} from selection.review v where v.assignment_id = $1 and v.seat_id = $2`,
);
/**
 * Whoever still owes a review of the case, on whatever seat of theirs,
 * sees none: it would not be independent.
 */
const OF_CASE = statement(
  'reviews_of_case',
  `select ${COLUMNS} from selection.review v
    where v.candidacy_id = $1 and v.submitted_at is not null
      and not exists (
        select 1 from selection.review_assignment o
          join identity.holding h on h.seat_id = o.seat_id and h.from_at <= $3 and (h.until_at is null or h.until_at > $3)
          left join selection.review mine on mine.assignment_id = o.id
         where o.candidacy_id = $1 and o.ended_at is null and o.told_at is not null and h.person_id = $2
           and mine.submitted_at is null)
    order by v.submitted_at, v.assignment_id`,
);
const SAVE = statement(
  'review_save',
  `insert into selection.review (assignment_id, candidacy_id, seat_id, person_id, signed, scores, summary, saved_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict (assignment_id) do update
     set version = review.version + 1, person_id = excluded.person_id, signed = excluded.signed,
         scores = excluded.scores, summary = excluded.summary, saved_at = excluded.saved_at
   where review.submitted_at is null and review.version = $9
   returning version`,
);
const SUBMIT = statement(
  'review_submit',
  `update selection.review set submitted_at = $2, weighted = $3, salt = $4, version = version + 1
    where assignment_id = $1`,
);
const OPEN = statement('reviews_open', 'select selection.open_reviews($1)');

const askedOf = (row: AskedRow): Asked => ({
  id: row.id,
  waveId: row.wave_id,
  wave: row.wave,
  candidacyId: row.candidacy_id,
  territory: row.territory,
  dueAt: instantOf(row.due_at),
  version: row.version ?? 0,
  submittedAt: instantOrNull(row.submitted_at),
});

const reviewOf = (row: ReviewRow): Review => ({
  assignmentId: row.assignment_id,
  candidacyId: row.candidacy_id,
  seatId: row.seat_id,
  signed: row.signed,
  version: row.version,
  marks: row.scores,
  summary: row.summary ?? '',
  submittedAt: instantOrNull(row.submitted_at),
  weighted: row.weighted,
});

/** Reviews asked of a seat: those to do first, the first due first. */
export const reviewsAsked = async (tx: Tx, seatId: SeatId | null): Promise<readonly Asked[]> =>
  (await tx.query<AskedRow & Record<string, unknown>>(MINE, [seatId])).map(askedOf);

export async function reviewAsked(tx: Tx, seatId: SeatId | null, id: AssignmentId): Promise<Asked | null> {
  const [row] = await tx.query<AskedRow & Record<string, unknown>>(ONE_ASKED, [seatId, id]);
  return row ? askedOf(row) : null;
}

export async function ownReview(tx: Tx, seatId: SeatId | null, id: AssignmentId): Promise<Review | null> {
  const [row] = await tx.query<ReviewRow & Record<string, unknown>>(OWN, [id, seatId]);
  return row ? reviewOf(row) : null;
}

/** The submitted reviews of a case that the actor may read now, the first submitted first. */
export const reviewsOfCase = async (
  tx: Tx,
  candidacyId: CandidacyId,
  personId: PersonId | null,
): Promise<readonly Review[]> =>
  (await tx.query<ReviewRow & Record<string, unknown>>(OF_CASE, [candidacyId, personId, tx.at.toString()])).map(
    reviewOf,
  );

export interface Draft {
  readonly asked: Asked;
  readonly signed: string;
  readonly marks: Marks;
  readonly summary: string;
}

/** @returns the new version, null when the draft changed meanwhile or was submitted */
export async function saveReview(
  tx: Tx,
  { asked, signed, marks, summary }: Draft,
  expectedVersion: number,
): Promise<number | null> {
  const [row] = await tx.query<{ version: number }>(SAVE, [
    ...[asked.id, asked.candidacyId, tx.actor.seatId, tx.actor.personId, signed, JSON.stringify(marks), summary],
    ...[tx.at.toString(), expectedVersion],
  ]);
  return row?.version ?? null;
}

/** From then on it reads the others of its case that are submitted, and they read it. */
export async function submitReview(tx: Tx, { id, candidacyId }: Asked, weighted: number, salt: string): Promise<void> {
  await tx.query(SUBMIT, [id, tx.at.toString(), weighted, salt]);
  await tx.query(OPEN, [candidacyId]);
}

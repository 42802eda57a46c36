import type { CandidacyId, Cents, PersonDays, WaveId } from '@rebond/kernel';
import type { Quorum } from '@rebond/meetings';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { ProvisionalDecision, ProvisionalOutcome } from '../../domain/session/decision.js';
import type { ItemId, SessionId } from '../../domain/session/session.js';
import type { Signature } from '../../domain/decision-list.js';

/** A decision with the quorum that it was taken with. */
export interface TakenDecision extends ProvisionalDecision, Pick<Quorum, 'present' | 'represented' | 'required'> {
  readonly decidedAt: Temporal.Instant;
}

interface Row extends Record<string, unknown> {
  readonly item_id: ItemId;
  readonly candidacy_id: CandidacyId;
  readonly case_version: number;
  readonly outcome: ProvisionalOutcome;
  readonly next_wave_id: WaveId | null;
  readonly envelope_cents: Cents | null;
  readonly person_days: PersonDays | null;
  readonly criteria: readonly string[];
  readonly reason: string;
  readonly votes_for: number | null;
  readonly votes_against: number | null;
  readonly abstentions: number | null;
  readonly present: number;
  readonly represented: number;
  readonly required: number;
  readonly decided_at: Date;
}

const READ = statement(
  'sitting_decisions',
  `select d.item_id, d.candidacy_id, d.case_version, d.outcome, d.next_wave_id, d.envelope_cents,
          d.person_days::float8 as person_days, d.criteria, d.reason, d.votes_for, d.votes_against, d.abstentions,
          d.present, d.represented, d.required, d.decided_at
     from selection.session_decision d join selection.session_item i on i.id = d.item_id
    where d.session_id = $1 order by i.n`,
);
const WRITE = statement(
  'sitting_decision_write',
  `insert into selection.session_decision as d
     (item_id, session_id, candidacy_id, case_version, outcome, next_wave_id, envelope_cents, person_days, criteria,
      reason, votes_for, votes_against, abstentions, present, represented, required, decided_at, seat_id, person_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
   on conflict (item_id) do update
     set case_version = excluded.case_version, outcome = excluded.outcome, next_wave_id = excluded.next_wave_id,
         envelope_cents = excluded.envelope_cents, person_days = excluded.person_days, criteria = excluded.criteria,
         reason = excluded.reason, votes_for = excluded.votes_for, votes_against = excluded.votes_against,
         abstentions = excluded.abstentions, present = excluded.present, represented = excluded.represented,
         required = excluded.required, decided_at = excluded.decided_at, seat_id = excluded.seat_id,
         person_id = excluded.person_id`,
);

function votesOf({
  votes_for: yes,
  votes_against: against,
  abstentions: abstention,
}: Row): ProvisionalDecision['votes'] {
  return yes === null || against === null || abstention === null ? null : { for: yes, against, abstention };
}

/** Decisions in the order of the agenda, but those of a case that a recusal hides. */
export const decisionsOf = async (tx: Tx, id: SessionId): Promise<readonly TakenDecision[]> =>
  (await tx.query<Row>(READ, [id])).map((row) => ({
    itemId: row.item_id,
    candidacyId: row.candidacy_id,
    caseVersion: row.case_version,
    outcome: row.outcome,
    nextWaveId: row.next_wave_id,
    envelopeCents: row.envelope_cents,
    personDays: row.person_days,
    criteria: row.criteria,
    reason: row.reason,
    votes: votesOf(row),
    present: row.present,
    represented: row.represented,
    required: row.required,
    decidedAt: instantOf(row.decided_at),
  }));

/** Writes a decision; a later one of the same session takes its place. */
export async function writeDecision(
  tx: Tx,
  id: SessionId,
  one: ProvisionalDecision,
  quorum: Quorum,
  by: Signature,
): Promise<void> {
  await tx.query(WRITE, [
    ...[one.itemId, id, one.candidacyId, one.caseVersion, one.outcome, one.nextWaveId, one.envelopeCents],
    ...[one.personDays, one.criteria, one.reason],
    ...[one.votes?.for ?? null, one.votes?.against ?? null, one.votes?.abstention ?? null],
    ...[quorum.present, quorum.represented, quorum.required, by.at.toString(), by.seatId, by.personId],
  ]);
}

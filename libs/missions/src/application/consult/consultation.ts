import { z } from 'zod';
import type { CandidacyId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import type { ConsultationAnswer, ConsultationKind } from '../../domain/consultation.js';

interface ConsultationRow {
  readonly id: string;
  readonly project_id: string;
  readonly reference: string;
  readonly kind: ConsultationKind;
  readonly organisation: string;
  readonly asked_at: Date;
  readonly due_at: Date;
  readonly answer: ConsultationAnswer | null;
  readonly comment: string | null;
  readonly respondent: string | null;
  readonly answered_at: Date | null;
}

const OF_CASE = statement(
  'consultations_of_case',
  `select c.id, c.project_id, p.reference, c.kind, c.organisation, c.asked_at, c.due_at, c.answer, c.comment,
          c.respondent, c.answered_at
     from missions.consultation c
     join missions.project p on p.candidacy_id = c.candidacy_id and p.id = c.project_id
    where c.candidacy_id = $1 and ($2::uuid is null or c.project_id = $2) order by c.asked_at, c.id`,
);

/** What was asked of somebody outside, and what they said; a type, so that it is JSON. */
export type ConsultationView = ReturnType<typeof viewOf>;

const viewOf = (row: ConsultationRow) => ({
  id: row.id,
  projectId: row.project_id,
  projectRef: row.reference,
  kind: row.kind,
  organisation: row.organisation,
  askedAt: instantOf(row.asked_at).toString(),
  dueAt: instantOf(row.due_at).toString(),
  answer: row.answer,
  comment: row.comment,
  respondent: row.respondent,
  answeredAt: instantOrNull(row.answered_at)?.toString() ?? null,
});

/** Consultations about a mission's projects, or about one of them, the oldest first. */
export async function readConsultations(
  tx: Tx,
  id: CandidacyId,
  projectId: string | null = null,
): Promise<readonly ConsultationView[]> {
  return (await tx.query<ConsultationRow & Record<string, unknown>>(OF_CASE, [id, projectId])).map(viewOf);
}

/** What a link's subject holds. */
export const consultationSubject = z.object({ consultation: z.uuid() });

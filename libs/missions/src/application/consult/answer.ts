import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases } from '@rebond/candidacies';
import { AbsentError, RefusedError, type CandidacyId, type Fault, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { ANSWERS, needsComment, type ConsultationAnswer, type ConsultationKind } from '../../domain/consultation.js';

export const answerInput = z.strictObject({
  answer: z.enum([...ANSWERS.status, ...ANSWERS.opinion], say`Choisissez une réponse.`),
  comment: z.string().trim().max(5000).optional(),
});
export type AnswerInput = z.output<typeof answerInput>;

/** What the reader of a link sees of its case: one project, and nothing else. */
export interface AskedProject {
  readonly kind: ConsultationKind;
  readonly organisation: string;
  readonly message: string | null;
  readonly territory: string;
  readonly reference: string;
  readonly company: string;
  readonly title: string;
  readonly capexCents: number;
  readonly jobsPotential: number;
  readonly jobsPlanned: number;
}

const READ = statement(
  'consultation_read',
  `select c.kind, c.organisation, c.message, k.territory, p.reference, p.company, p.title,
          p.capex_cents as "capexCents", p.jobs_potential as "jobsPotential", p.jobs_planned as "jobsPlanned"
     from missions.consultation c
     join missions.project p on p.candidacy_id = c.candidacy_id and p.id = c.project_id
     join candidacies.candidacy k on k.id = c.candidacy_id
    where c.candidacy_id = $1 and c.id = $2`,
);
const ANSWER = statement(
  'consultation_answer',
  `update missions.consultation set answer = $3, comment = $4, respondent = $5, answered_at = $6
    where candidacy_id = $1 and id = $2 and answered_at is null returning project_id, kind`,
);

/** @throws AbsentError */
export async function readAsked(tx: Tx, id: CandidacyId, consultation: string): Promise<AskedProject> {
  const [row] = await tx.query<AskedProject & Record<string, unknown>>(READ, [id, consultation]);
  if (!row) throw new AbsentError();
  return row;
}

/** Takes the word of somebody outside on one project, once. */
@Injectable()
export class AnswerConsultation {
  constructor(private readonly cases: Cases) {}

  /** @throws RefusedError `bad-answer` with its faults, `answered-already` */
  async answer(
    tx: Tx,
    id: CandidacyId,
    consultation: string,
    respondent: string,
    { answer, comment }: AnswerInput,
  ): Promise<void> {
    await this.cases.lockOne(tx, id);
    const { kind, reference, organisation } = await readAsked(tx, id, consultation);
    const faults = faultsOf(kind, answer, comment);
    if (faults.length > 0) throw new RefusedError('bad-answer', say`Cette réponse comporte des erreurs.`, faults);
    const values = [id, consultation, answer, comment ?? null, respondent, tx.at.toString()];
    const [answered] = await tx.query<{ project_id: string }>(ANSWER, values);
    if (!answered) throw new RefusedError('answered-already', say`Cette demande a déjà reçu sa réponse.`);
    const facts = { consultation, project: answered.project_id, reference, kind, answer };
    await this.cases.record(tx, id, [
      {
        action: 'mission.consultation-answered',
        audience: 'everyone',
        facts,
        personal: { organisation, respondent, comment: comment ?? null },
      },
    ]);
  }
}

function faultsOf(kind: ConsultationKind, answer: ConsultationAnswer, comment: string | undefined): Fault[] {
  const offered: readonly string[] = ANSWERS[kind];
  if (!offered.includes(answer))
    return [{ pointer: '/answer', code: 'not-offered', detail: say`Choisissez une des réponses proposées.` }];
  return needsComment(answer) && comment === undefined
    ? [{ pointer: '/comment', code: 'comment-required', detail: say`Dites en quelques mots pourquoi.` }]
    : [];
}

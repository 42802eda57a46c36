import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { APPROVED_DIGEST } from './approvals.js';

export const answerApprovalInput = z
  .strictObject({
    outcome: z.enum(['approved', 'returned'], say`Choisissez : donner votre accord, ou renvoyer le dossier.`),
    comment: z.string().trim().max(5_000).optional(),
  })
  .refine(({ outcome, comment }) => outcome === 'approved' || comment !== undefined, {
    message: say`Dites ce qui est à revoir.`,
    path: ['comment'],
  });
export type AnswerApprovalInput = z.output<typeof answerApprovalInput>;

const ANSWER = statement(
  'approval_answer',
  `update candidacies.approval p
      set outcome = $3, comment = $4, answered_at = $5,
          answered_digest = ${APPROVED_DIGEST}
     from candidacies.answers a join candidacies.candidacy c on c.id = a.candidacy_id
    where p.id = $2 and p.candidacy_id = $1 and a.candidacy_id = $1 and p.answered_at is null
      and p.cancelled_at is null
   returning p.asked_by`,
);

/** What the director or the president said, once, through the link that they were sent. */
@Injectable()
export class AnswerApproval {
  constructor(private readonly cases: Cases) {}

  /** @throws RefusedError `not-a-draft`, `approval-closed` */
  async answer(tx: Tx, id: CandidacyId, approval: string, { outcome, comment }: AnswerApprovalInput): Promise<void> {
    const { state } = await this.cases.lockOne(tx, id);
    if (state !== 'draft')
      throw new RefusedError('not-a-draft', say`Le dossier n’est plus un brouillon : votre accord n’est plus attendu.`);
    const rows = await tx.query(ANSWER, [id, approval, outcome, comment ?? null, tx.at.toString()]);
    if (rows.length === 0)
      throw new RefusedError('approval-closed', say`Cette demande a déjà sa réponse ou a été annulée.`);
    await this.cases.record(
      tx,
      id,
      [
        {
          action: `approval.${outcome}`,
          audience: 'territory',
          facts: { approval },
          ...(comment === undefined ? {} : { personal: { comment } }),
        },
      ],
      [{ kind: 'approval.answered', payload: { candidacy: id, approval } }],
    );
  }
}

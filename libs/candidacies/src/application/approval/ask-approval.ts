import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { OneTimeLinks } from '@rebond/identity';
import { AbsentError, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { approvalsOf } from './approvals.js';

export const APPROVAL = 'approval';
/** A link works for this long, and never beyond the cut-off. */
const LINK_DAYS = 14;

export const askApprovalInput = z.strictObject({
  name: z
    .string(say`Donnez le prénom et le nom.`)
    .trim()
    .min(2, say`Donnez le prénom et le nom.`)
    .max(200),
  title: z
    .string(say`Donnez la fonction : présidente, directeur général…`)
    .trim()
    .min(2, say`Donnez la fonction : présidente, directeur général…`)
    .max(200),
  email: z.email(say`Donnez une adresse de courriel.`).max(300),
  note: z.string().trim().max(2_000).optional(),
});
export type AskApprovalInput = z.output<typeof askApprovalInput>;

/** A type, so that it is JSON. */
export type ApprovalAsked = { readonly id: string; readonly expiresAt: string };

const INSERT = statement(
  'approval_insert',
  `insert into candidacies.approval
     (id, candidacy_id, asked_by, asked_at, expires_at, approver_name, approver_title, approver_email, note)
   values ($1, $2, $3, $4, $5, $6, $7, lower($8), $9)`,
);
const CANCEL = statement(
  'approval_cancel',
  `update candidacies.approval set cancelled_at = $3
    where id = $2 and candidacy_id = $1 and answered_at is null and cancelled_at is null returning link_id`,
);

/** Asks a director or a president, who has no account, for their approval of a draft. */
@Injectable()
export class AskApproval {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly links: OneTimeLinks,
  ) {}

  /** @throws RefusedError `not-a-draft`, `wave-closed` */
  async ask(tx: Tx, id: CandidacyId, input: AskApprovalInput): Promise<ApprovalAsked> {
    const candidacy = await this.cases.lockOne(tx, id);
    if (candidacy.state !== 'draft')
      throw new RefusedError('not-a-draft', say`L’accord se demande avant le dépôt, sur le brouillon.`);
    const { cutoffAt } = await this.calls.wave(tx, candidacy.waveId);
    if (Temporal.Instant.compare(cutoffAt, tx.at) <= 0)
      throw new RefusedError('wave-closed', say`La relève est close : le brouillon ne peut plus être déposé.`);
    const latest = tx.at.add({ hours: 24 * LINK_DAYS });
    const expiresAt = Temporal.Instant.compare(latest, cutoffAt) < 0 ? latest : cutoffAt;
    const approval = randomUUIDv7();
    const { name, title, email, note = null } = input;
    await tx.query(INSERT, [
      ...[approval, id, tx.actor.seatId, tx.at.toString(), expiresAt.toString(), name, title, email, note],
    ]);
    const { seatId, personId, organisationId } = tx.actor;
    await this.cases.record(
      tx,
      id,
      [
        {
          action: 'approval.asked',
          audience: 'territory',
          facts: { approval, expiresAt: expiresAt.toString() },
          personal: { name, title, email, ...(note === null ? {} : { message: note }) },
        },
      ],
      // Mails are the system's to write, and no message holds a link.
      [{ kind: 'approval.asked', payload: { candidacy: id, approval, seatId, personId, organisationId } }],
    );
    return { id: approval, expiresAt: expiresAt.toString() };
  }

  /** Takes a demand back: its link works no more. @throws AbsentError; RefusedError `approval-closed` */
  async cancel(tx: Tx, id: CandidacyId, approval: string): Promise<{ readonly id: string }> {
    await this.cases.lockOne(tx, id);
    const [row] = await tx.query<{ link_id: string | null }>(CANCEL, [id, approval, tx.at.toString()]);
    if (!row) throw await this.whyNot(tx, id, approval);
    if (row.link_id !== null) await this.links.revoke(tx, row.link_id);
    await this.cases.record(tx, id, [{ action: 'approval.cancelled', audience: 'territory', facts: { approval } }]);
    return { id: approval };
  }

  private async whyNot(tx: Tx, id: CandidacyId, approval: string): Promise<AbsentError | RefusedError> {
    const isKnown = (await approvalsOf(tx, id)).some((one) => one.id === approval);
    return isKnown
      ? new RefusedError('approval-closed', say`Cette demande a déjà sa réponse ou a été annulée.`)
      : new AbsentError();
  }
}

import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases, type IncomingFile } from '@rebond/candidacies';
import { dateIn, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { Verbs, type RequestContext, type Tx, type Download } from '@rebond/platform';
import {
  APPEAL_KINDS,
  dateFaults,
  impliedOn,
  madeOn,
  type Appeal,
  type AppealId,
} from '../../domain/appeals/appeal.js';
import { isAfter } from '../../domain/appeals/limits.js';
import { appealFilesOf } from '../../infrastructure/appeals/appeal-file-rows.js';
import { appealsOf, insertAppeal } from '../../infrastructure/appeals/appeal-rows.js';
import type { SentMail } from '../evidence/read-evidence.js';
import { signatureOf } from '../sign.js';
import { JoinFiles } from './join-files.js';
import { presentAppeal, type AppealView } from './present.js';
import { ReadAppeals } from './read-appeals.js';

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));

export const registerAppealInput = z.strictObject({
  kind: z.enum(APPEAL_KINDS),
  receivedOn: day,
  /** What the postmark says, when it came by post. */
  sentOn: day.optional(),
  /** Who appeals: a member of the territory, its counsel. */
  appellant: z.string().trim().min(1).max(300),
  /** What is contested and why; for the judge's, the court and its number too. */
  grounds: z.string().trim().min(1).max(10_000),
});
export type RegisterAppealInput = z.output<typeof registerAppealInput>;

/** Registers an appeal against the decision that stands on a case; one out of time is registered, and marked so. */
@Injectable()
export class RegisterAppeal {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly reading: ReadAppeals,
    private readonly joining: JoinFiles,
  ) {}

  /** @throws RefusedError `no-decision`, `invalid-input` for its dates, `bad-files` */
  async register(
    ctx: RequestContext,
    id: CandidacyId,
    input: RegisterAppealInput,
    incoming: readonly IncomingFile[] = [],
  ): Promise<AppealView> {
    const mails = await this.reading.mails(id);
    const files = await this.joining.keep(incoming);
    return this.verbs.write(ctx, (tx) => this.write(tx, id, input, mails, files));
  }

  private async write(
    tx: Tx,
    id: CandidacyId,
    asked: RegisterAppealInput,
    mails: readonly SentMail[],
    files: readonly Download[],
  ): Promise<AppealView> {
    const input = { ...asked, sentOn: asked.sentOn ?? null };
    const candidacy = await this.cases.lockOne(tx, id);
    const standing = await this.reading.standing(tx, candidacy, mails, await appealsOf(tx, id));
    if (standing === null)
      throw new RefusedError(
        'no-decision',
        say`Aucune décision qui puisse être contestée n’est en vigueur sur ce dossier.`,
      );
    const today = dateIn(tx.at);
    const faults = dateFaults({ ...input, decidedOn: standing.contested.on, today });
    if (faults.length > 0) throw new RefusedError('invalid-input', say`La demande comporte des erreurs.`, faults);
    const appeal: Appeal = {
      ...{ id: randomUUIDv7() as string as AppealId, candidacyId: id, ...input },
      ...{ decision: standing.decision, decidedAt: standing.decidedAt },
      limit: input.kind === 'formal' ? standing.formal : standing.informal,
      ...{ status: 'pending', version: 1, reasons: null, concludedOn: null },
    };
    await insertAppeal(tx, appeal, signatureOf(tx));
    await this.cases.record(
      tx,
      id,
      [
        {
          action: 'appeal.registered',
          // Its words are read by those whom it concerns; that there is one concerns who follows the case.
          audience: 'everyone',
          facts: {
            ...{ appeal: appeal.id, kind: appeal.kind, decision: appeal.decision },
            ...{ receivedOn: appeal.receivedOn.toString(), limitOn: appeal.limit.lastDay?.toString() ?? null },
            ...{ late: isAfter(madeOn(appeal), appeal.limit), impliedOn: impliedOn(appeal)?.toString() ?? null },
          },
        },
      ],
      [{ kind: 'appeal.registered', payload: { appeal: appeal.id } }],
    );
    await this.joining.bind(tx, appeal, 'appeal', files);
    return presentAppeal(appeal, today, await appealFilesOf(tx, id));
  }
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { Cases, fileLetters, Reopen, type Candidacy } from '@rebond/candidacies';
import {
  AbsentError,
  type CandidacyId,
  dateIn,
  inFrench,
  instantAt,
  RefusedError,
  say,
  StaleVersionError,
} from '@rebond/kernel';
import { Files, Pdf, SYSTEM, Transactions, Verbs, type MadeFile, type RequestContext, type Tx } from '@rebond/platform';
import { requirePending, type Appeal, type AppealId } from '../../domain/appeals/appeal.js';
import { KEEPER } from '../../domain/keeper.js';
import { appealFilesOf } from '../../infrastructure/appeals/appeal-file-rows.js';
import { concludeAppeal, findAppeal, findAppealForUpdate } from '../../infrastructure/appeals/appeal-rows.js';
import { t } from '../../messages.appeals.fr.js';
import { DECISION_LETTER } from '../letters/decision.layout.js';
import { signatoryOf } from '../letters/letter-head.js';
import { signatureOf } from '../sign.js';
import { answerData } from './answer-letter.js';
import { presentAppeal, type AppealView } from './present.js';

export const concludeAppealInput = z.strictObject({
  outcome: z.enum(['rejected', 'upheld', 'withdrawn']),
  /** In fact and in law, as the letter quotes them; what the court ruled, for an appeal to the judge. */
  reasons: z.string().trim().min(1).max(10_000).optional(),
});
export type ConcludeAppealInput = z.output<typeof concludeAppealInput>;

/**
 * Concludes an appeal: rejected, by a letter when it was to the State; upheld, and the case is to be decided again, by a
 * list as any other; or given up by its author.
 */
@Injectable()
export class ConcludeAppeal {
  constructor(
    private readonly verbs: Verbs,
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly reopening: Reopen,
    private readonly pdf: Pdf,
    private readonly files: Files,
  ) {}

  /**
   * @throws StaleVersionError when the appeal changed since it was read
   * @throws RefusedError `reasons-required`, `appeal-rejected`, `appeal-upheld`, `appeal-withdrawn`
   */
  async conclude(
    ctx: RequestContext,
    candidacyId: CandidacyId,
    id: AppealId,
    expectedVersion: number,
    input: ConcludeAppealInput,
  ): Promise<AppealView> {
    const letter = await this.letter(ctx, candidacyId, id, input);
    return this.verbs.write(ctx, (tx) => this.write(tx, candidacyId, id, expectedVersion, input, letter));
  }

  private async write(
    tx: Tx,
    candidacyId: CandidacyId,
    id: AppealId,
    expectedVersion: number,
    { outcome, reasons }: ConcludeAppealInput,
    letter: MadeFile | null,
  ): Promise<AppealView> {
    const candidacy = await this.cases.lockOne(tx, candidacyId);
    const appeal = await findAppealForUpdate(tx, candidacyId, id);
    if (!appeal) throw new AbsentError();
    if (appeal.version !== expectedVersion) throw new StaleVersionError(appeal.version);
    requirePending(appeal.status);
    const on = dateIn(tx.at);
    const concluded: Appeal = { ...appeal, status: outcome, reasons: reasons ?? null, concludedOn: on };
    await concludeAppeal(tx, id, { outcome, reasons: concluded.reasons, on }, signatureOf(tx));
    if (letter !== null)
      await fileLetters(tx, [{ ...letter, candidacyId, filename: filenameOf(appeal, candidacy, on) }]);
    await this.cases.record(
      tx,
      candidacyId,
      [
        {
          action: `appeal.${outcome}`,
          audience: 'everyone',
          facts: { appeal: id, kind: appeal.kind, letter: letter?.sha256 ?? null },
        },
      ],
      [{ kind: 'appeal.concluded', payload: { appeal: id } }],
    );
    // A case of the waiting list is still to be decided, and a laureate's envelope is its funders' affair.
    if (outcome === 'upheld' && (candidacy.state === 'rejected' || candidacy.state === 'inadmissible'))
      await this.reopening.reopen(tx, candidacy, id);
    return presentAppeal({ ...concluded, version: appeal.version + 1 }, on, await appealFilesOf(tx, candidacyId));
  }

  /** The answer to an appeal that the State rejects, made and stored before the transaction that binds it. */
  private async letter(
    ctx: RequestContext,
    candidacyId: CandidacyId,
    id: AppealId,
    { outcome, reasons }: ConcludeAppealInput,
  ): Promise<MadeFile | null> {
    if (outcome !== 'withdrawn' && reasons === undefined)
      throw new RefusedError('reasons-required', say`Cette réponse est motivée : dites pourquoi.`, [
        { pointer: '/reasons', code: 'reasons-required', detail: say`Dites pourquoi.` },
      ]);
    const data = await this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, candidacyId);
      const appeal = await findAppeal(tx, id);
      if (appeal?.candidacyId !== candidacyId) throw new AbsentError();
      const isAnswer = outcome === 'rejected' && appeal.kind !== 'formal' && appeal.status === 'pending';
      if (!isAnswer || reasons === undefined) return null;
      const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
      const signatory = await signatoryOf(tx, signatureOf(tx));
      const on = dateIn(tx.at);
      return inFrench(() => answerData(appeal, { candidacy, definition }, { reasons, on, signatory }));
    });
    if (data === null) return null;
    const content = await this.pdf.render(DECISION_LETTER, data, instantAt(dateIn(ctx.receivedAt), '00:00'));
    const made = await this.files.stageContent(content);
    await this.transactions.run(SYSTEM, (tx) => this.files.keepForLater(tx, KEEPER, [made]));
    return made;
  }
}

const filenameOf = ({ kind }: Appeal, { receiptNumber }: Candidacy, on: Temporal.PlainDate): string =>
  t('answer.filename', { kind: t(`file.${kind}`), reference: receiptNumber ?? '', on: on.toString() });

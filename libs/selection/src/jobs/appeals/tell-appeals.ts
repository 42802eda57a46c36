import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '@rebond/identity';
import { dateIn, formatDate } from '@rebond/kernel';
import { enqueueMails, Subscribe, type Mail, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { APPEAL_ANSWER, APPEAL_RECEIPT, APPEAL_UPHELD } from '../../application/evidence/kinds.js';
import { impliedOn, madeOn } from '../../domain/appeals/appeal.js';
import { isAfter } from '../../domain/appeals/limits.js';
import { findAppeal } from '../../infrastructure/appeals/appeal-rows.js';
import { t } from '../../messages.appeals.fr.js';
import { AppealLetters, type AppealFile } from './appeal-letters.js';

export const aboutAppeal = z.object({ appeal: z.uuid() });

/** Writes to the territory: the receipt of its appeal (CRPA L112-3), and what became of it. */
@Injectable()
@Subscribe('tell-appeals', ['appeal.registered', 'appeal.concluded'])
export class TellAppeals implements OutboxHandler {
  constructor(
    private readonly letters: AppealLetters,
    private readonly directory: Directory,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const appeal = await findAppeal(tx, aboutAppeal.parse(message.payload).appeal);
    if (!appeal) return;
    const file = await this.letters.file(tx, appeal);
    const mail = message.kind === 'appeal.registered' ? this.receipt(file) : this.outcome(file);
    if (mail === null) return;
    const to = await this.directory.recipientsOfCase(tx, appeal.candidacyId, ['lead', 'member']);
    await enqueueMails(tx, this.letters.write(to, file, { ...mail, cause: appeal.id }));
  }

  /** The judge's registry gives its own. */
  private receipt(file: AppealFile): Omit<Mail, 'to' | 'cause' | 'candidacyId'> | null {
    const { appeal } = file;
    const silence = impliedOn(appeal);
    if (silence === null) return null;
    const values = this.letters.values(file);
    const { lastDay } = appeal.limit;
    const late =
      lastDay !== null && isAfter(madeOn(appeal), appeal.limit) ? t('mail.late', { day: formatDate(lastDay) }) : '';
    return {
      kind: APPEAL_RECEIPT,
      subject: t('mail.receiptSubject', values),
      text: t('mail.receipt', { ...values, late, impliedOn: formatDate(silence) }),
    };
  }

  private outcome(file: AppealFile): Omit<Mail, 'to' | 'cause' | 'candidacyId'> | null {
    const { appeal, candidacy } = file;
    const values = this.letters.values(file);
    if (appeal.status === 'rejected' && appeal.kind !== 'formal')
      return { kind: APPEAL_ANSWER, subject: t('mail.answerSubject', values), text: t('mail.answer', values) };
    if (appeal.status !== 'upheld') return null;
    const { implicitRejectionAt, state } = candidacy;
    const next =
      state === 'submitted' && implicitRejectionAt !== null
        ? t('mail.reopened', { impliedOn: formatDate(dateIn(implicitRejectionAt)) })
        : t('mail.standing');
    return {
      kind: APPEAL_UPHELD,
      subject: t('mail.upheldSubject', values),
      text: t('mail.upheld', { ...values, next }),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { type TextName, waveInSentence } from '@rebond/calls';
import { Directory } from '@rebond/identity';
import { formatDate, dateIn } from '@rebond/kernel';
import type { Mail, Tx } from '@rebond/platform';
import { Audience, type DueReminder, type ReminderAudience } from '@rebond/reminders';
import { documentsOf } from '../../application/documents/documents.js';
import { readAnswers } from '../../application/edit/save-answers.js';
import { completionOf } from '../../application/read/completion-row.js';
import { lacking } from '../../application/read/lacking.js';
import { owedPieces } from '../../application/read/owed-pieces.js';
import { t } from '../../messages.mail.fr.js';
import { CaseLetters, type CaseFile, type Letter, type Written } from '../mails/case-letters.js';
import { bullets, deadlineText } from '../mails/words.js';
import { deadlinesOf } from './case-deadlines.js';

/** The reminders whose deadline still stands, each with its case. */
async function standing(
  tx: Tx,
  letters: CaseLetters,
  due: readonly DueReminder[],
): Promise<readonly { readonly one: DueReminder; readonly file: CaseFile }[]> {
  const files = await letters.files(
    tx,
    due.map((one) => one.candidacyId),
  );
  const found: { one: DueReminder; file: CaseFile }[] = [];
  for (const one of due) {
    const file = files.get(one.candidacyId);
    if (file && (await stands(tx, file, one))) found.push({ one, file });
  }
  return found;
}

async function stands(tx: Tx, { candidacy, wave }: CaseFile, due: DueReminder): Promise<boolean> {
  const deadlines = await deadlinesOf(tx, candidacy, wave);
  return deadlines.some(({ kind, key, dueAt }) => kind === due.kind && key === due.key && dueAt.equals(due.deadlineAt));
}

type ReminderText = { [Name in TextName]: Pick<Letter<Name>, 'text' | 'values'> }[TextName];

/** Writes about what still stands at sending time: a case may have moved since its reminders were planned. */
@Injectable()
abstract class ToEachCase implements ReminderAudience {
  constructor(protected readonly letters: CaseLetters) {}

  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const written: Written[] = [];
    for (const { one, file } of await standing(tx, this.letters, due)) {
      const text = await this.text(tx, file, one);
      if (text) written.push({ file, letter: { ...text, kind: one.kind, cause: one.id } });
    }
    return this.address(tx, written);
  }

  /** What is written about one reminder; null when there is nothing to say. */
  protected abstract text(tx: Tx, file: CaseFile, due: DueReminder): Promise<ReminderText | null>;

  protected address(tx: Tx, written: readonly Written[]): Promise<Mail[]> {
    return this.letters.toTerritories(tx, written);
  }
}

@Injectable()
@Audience('draft-not-deposited')
export class DraftAudience extends ToEachCase {
  protected async text(tx: Tx, file: CaseFile, due: DueReminder): Promise<ReminderText | null> {
    const answers = await readAnswers(tx, file.candidacy.id);
    const documents = await documentsOf(tx, file.candidacy.id);
    const { blocking } = await lacking(tx, file.definition, answers.document, file.candidacy.perimeter, documents);
    return {
      text: 'draftReminder',
      values: {
        waveName: waveInSentence(file.wave.name),
        cutoffAt: deadlineText(file.candidacy, due.deadlineAt),
        missingItems: bullets(blocking.map((missing) => missing.detail)),
      },
    };
  }
}

@Injectable()
@Audience('piece-owed')
export class PieceAudience extends ToEachCase {
  protected async text(tx: Tx, file: CaseFile, due: DueReminder): Promise<ReminderText | null> {
    const piece = (await owedPieces(tx, file.candidacy.id)).find((one) => `${one.field}:${one.siren}` === due.key);
    if (!piece) return null;
    return {
      text: 'pieceOwedReminder',
      values: { piecesOwed: bullets([piece.label]), dueDate: deadlineText(file.candidacy, due.deadlineAt) },
    };
  }
}

@Injectable()
@Audience('completion-due')
export class CompletionAudience extends ToEachCase {
  protected async text(tx: Tx, file: CaseFile, due: DueReminder): Promise<ReminderText | null> {
    const request = await completionOf(tx, due.key);
    const fields = file.definition.sections.flatMap((section) => section.fields);
    const labels = request.fields.map((key) => fields.find((field) => field.key === key)?.label ?? key);
    return {
      text: 'completionReminder',
      values: { items: bullets(labels), dueDate: deadlineText(file.candidacy, due.deadlineAt) },
    };
  }
}

@Injectable()
@Audience('implicit-rejection-approaching')
export class ImplicitRejectionAudience extends ToEachCase {
  protected text(_tx: Tx, _file: CaseFile, due: DueReminder): Promise<ReminderText> {
    const implicitRejectionDate = formatDate(dateIn(due.deadlineAt));
    return Promise.resolve({ text: 'implicitRejectionApproaching', values: { implicitRejectionDate } });
  }

  protected override address(tx: Tx, written: readonly Written[]): Promise<Mail[]> {
    return this.letters.toDesks(tx, written);
  }
}

/** Warns who is in charge of a case, and the programme director, that its admissibility is not pronounced yet. */
@Injectable()
@Audience('admissibility-due')
export class AdmissibilityAudience implements ReminderAudience {
  constructor(
    private readonly letters: CaseLetters,
    private readonly directory: Directory,
  ) {}

  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const mails: Mail[] = [];
    for (const { one, file } of await standing(tx, this.letters, due)) {
      const { id, territory, receiptNumber } = file.candidacy;
      const office = await this.directory.recipientsOfRoles(tx, ['programme_director'], id);
      const inCharge = (await this.letters.inCharge(tx, [id])).get(id) ?? [];
      const values = {
        ...{ territory, reference: receiptNumber ?? '', call: file.definition.title },
        // The delay ends with its last day.
        day: formatDate(dateIn(one.deadlineAt).subtract({ days: 1 })),
        link: this.letters.linkOf(id),
      };
      for (const to of new Map([...office, ...inCharge].map((person) => [person.address, person])).values())
        mails.push({
          ...{ kind: one.kind, cause: one.id, candidacyId: id, to },
          ...{ subject: t('admissibility.subject', values), text: t('admissibility.text', values) },
        });
    }
    return mails;
  }
}

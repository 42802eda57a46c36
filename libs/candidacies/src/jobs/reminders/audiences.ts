import { Injectable } from '@nestjs/common';
import { completeness } from '@rebond/calls';
import { formatDate, formatInstant, dateIn, timeZoneOfDepartement, PARIS } from '@rebond/kernel';
import type { Mail, Tx } from '@rebond/platform';
import { Audience, type DueReminder, type ReminderAudience } from '@rebond/reminders';
import { documentsOf } from '../../application/documents/documents.js';
import { readAnswers } from '../../application/edit/save-answers.js';
import { completionOf } from '../../application/read/completion-row.js';
import { owedPieces } from '../../application/read/owed-pieces.js';
import { CaseLetters, type CaseFile } from '../mails/case-letters.js';
import { deadlinesOf } from './case-deadlines.js';

const bullets = (items: readonly string[]): string =>
  items.length === 0 ? 'néant' : items.map((item) => `- ${item}`).join('\n');

/** Paris time, and the territory's own when it differs. */
function deadlineText({ candidacy }: CaseFile, at: Temporal.Instant): string {
  const zone = timeZoneOfDepartement(candidacy.departement);
  const paris = formatInstant(at, PARIS);
  return zone === PARIS ? paris : `${paris} (heure de Paris), ${formatInstant(at, zone)} chez vous`;
}

async function stands(tx: Tx, { candidacy, wave }: CaseFile, due: DueReminder): Promise<boolean> {
  const deadlines = await deadlinesOf(tx, candidacy, wave);
  return deadlines.some(({ kind, key, dueAt }) => kind === due.kind && key === due.key && dueAt.equals(due.deadlineAt));
}

/** Writes about what still stands at sending time: a case may have moved since its reminders were planned. */
@Injectable()
abstract class ToEachCase implements ReminderAudience {
  constructor(protected readonly letters: CaseLetters) {}

  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const mails: Mail[] = [];
    for (const one of due) {
      const file = await this.letters.file(tx, one.candidacyId);
      if (await stands(tx, file, one)) mails.push(...(await this.write(tx, file, one)));
    }
    return mails;
  }

  protected abstract write(tx: Tx, file: CaseFile, due: DueReminder): Promise<Mail[]>;
}

@Injectable()
@Audience('draft-not-deposited')
export class DraftAudience extends ToEachCase {
  protected async write(tx: Tx, file: CaseFile, due: DueReminder): Promise<Mail[]> {
    const answers = await readAnswers(tx, file.candidacy.id);
    const documents = await documentsOf(tx, file.candidacy.id);
    const { blocking } = completeness(file.definition, answers.document, file.candidacy.perimeter, documents);
    return this.letters.toTerritory(tx, file, {
      text: 'draftReminder',
      values: {
        waveName: file.wave.name,
        cutoffAt: deadlineText(file, due.deadlineAt),
        missingItems: bullets(blocking.map((missing) => missing.detail)),
      },
      kind: due.kind,
      cause: due.id,
    });
  }
}

@Injectable()
@Audience('piece-owed')
export class PieceAudience extends ToEachCase {
  protected async write(tx: Tx, file: CaseFile, due: DueReminder): Promise<Mail[]> {
    const piece = (await owedPieces(tx, file.candidacy.id)).find((one) => `${one.field}:${one.siren}` === due.key);
    if (!piece) return [];
    return this.letters.toTerritory(tx, file, {
      text: 'pieceOwedReminder',
      values: { piecesOwed: bullets([piece.label]), dueDate: deadlineText(file, due.deadlineAt) },
      kind: due.kind,
      cause: due.id,
    });
  }
}

@Injectable()
@Audience('completion-due')
export class CompletionAudience extends ToEachCase {
  protected async write(tx: Tx, file: CaseFile, due: DueReminder): Promise<Mail[]> {
    const request = await completionOf(tx, due.key);
    const fields = file.definition.sections.flatMap((section) => section.fields);
    const labels = request.fields.map((key) => fields.find((field) => field.key === key)?.label ?? key);
    return this.letters.toTerritory(tx, file, {
      text: 'completionReminder',
      values: { items: bullets(labels), dueDate: deadlineText(file, due.deadlineAt) },
      kind: due.kind,
      cause: due.id,
    });
  }
}

@Injectable()
@Audience('implicit-rejection-approaching')
export class ImplicitRejectionAudience extends ToEachCase {
  protected write(tx: Tx, file: CaseFile, due: DueReminder): Promise<Mail[]> {
    return this.letters.toDesk(tx, file, {
      text: 'implicitRejectionApproaching',
      values: { implicitRejectionDate: formatDate(dateIn(due.deadlineAt)) },
      kind: due.kind,
      cause: due.id,
    });
  }
}

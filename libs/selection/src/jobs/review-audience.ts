import { Injectable } from '@nestjs/common';
import { dateIn, formatDate } from '@rebond/kernel';
import type { Mail, Tx } from '@rebond/platform';
import { Audience, type DueReminder, type ReminderAudience } from '@rebond/reminders';
import { CaseLetters } from '@rebond-jobs/candidacies';
import { undecidedOf } from '../infrastructure/undecided.js';

/**
 * Reminds the State's desk of a wave's reviews: one mail a wave, however many cases it has. Each case has its reminder;
 * the first of the wave that still awaits its decision speaks for all, so that batches and retries agree on it.
 */
@Injectable()
@Audience('review-due')
export class ReviewAudience implements ReminderAudience {
  constructor(private readonly letters: CaseLetters) {}

  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const mails: Mail[] = [];
    const waves = new Map<string, readonly string[]>();
    for (const one of due) {
      const file = await this.letters.file(tx, one.candidacyId);
      const undecided = waves.get(file.wave.id) ?? (await undecidedOf(tx, file.wave.id));
      waves.set(file.wave.id, undecided);
      if (undecided[0] !== one.candidacyId) continue;
      mails.push(
        ...(await this.letters.toDesk(tx, file, {
          text: 'reviewReminder',
          values: { dueDate: formatDate(dateIn(one.deadlineAt)), reviewsLeft: String(undecided.length) },
          kind: one.kind,
          cause: one.id,
        })),
      );
    }
    return mails;
  }
}

import { Injectable } from '@nestjs/common';
import { peopleOfCases } from '@rebond/identity';
import { dateIn, formatDate, type CandidacyId } from '@rebond/kernel';
import type { Mail, Tx } from '@rebond/platform';
import { Audience, type DueReminder, type ReminderAudience } from '@rebond/reminders';
import { CaseLetters, DESK } from '@rebond-jobs/candidacies';
import { undecidedOf } from '../infrastructure/undecided.js';
import { t } from '../messages.recusals.fr.js';
import { RemindReviewers } from './reviews/remind-reviewers.js';

/**
 * Reminds the reviewers of a wave of what they owe; before they are told, the State's desk of its reviews: one mail a
 * wave and person, however many cases it has. Each case has its reminder; the first of the wave that still awaits its
 * decision speaks for all, so that batches and retries agree on it. Who is recused from one of them is not told how many there are, nor written to about that one.
 */
@Injectable()
@Audience('review-due')
export class ReviewAudience implements ReminderAudience {
  constructor(
    private readonly letters: CaseLetters,
    private readonly reviewers: RemindReviewers,
  ) {}

  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const mails: Mail[] = [];
    const waves = new Map<string, readonly CandidacyId[]>();
    for (const one of due) {
      const { wave } = await this.letters.file(tx, one.candidacyId);
      const undecided = waves.get(wave.id) ?? (await undecidedOf(tx, wave.id));
      waves.set(wave.id, undecided);
      if (undecided[0] === one.candidacyId)
        mails.push(...((await this.reviewers.compose(tx, one)) ?? (await this.ofWave(tx, one, undecided))));
    }
    return mails;
  }

  private async ofWave(tx: Tx, due: DueReminder, undecided: readonly CandidacyId[]): Promise<Mail[]> {
    const mails: Mail[] = [];
    for (const person of await peopleOfCases(tx, DESK, undecided)) {
      const [about] = person.open;
      if (about === undefined) continue;
      const isWhole = person.open.length === undecided.length;
      mails.push(
        ...this.letters.to([{ address: person.email, name: person.name }], await this.letters.file(tx, about), {
          text: 'reviewReminder',
          values: {
            dueDate: formatDate(dateIn(due.deadlineAt)),
            reviewsLeft: isWhole ? String(undecided.length) : t('withheld.number'),
          },
          kind: due.kind,
          cause: due.id,
        }),
      );
    }
    return mails;
  }
}

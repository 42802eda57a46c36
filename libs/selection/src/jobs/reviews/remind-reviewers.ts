import { Inject, Injectable } from '@nestjs/common';
import { dateIn, formatDate } from '@rebond/kernel';
import { CONFIG, type Config, type Mail, type Tx } from '@rebond/platform';
import type { DueReminder } from '@rebond/reminders';
import { CaseLetters } from '@rebond-jobs/candidacies';
import { reviewsOwed } from '../../infrastructure/reviews/owed-rows.js';

/** Reminds the reviewers of a wave of what they still owe: one mail each, which names no case. */
@Injectable()
export class RemindReviewers {
  constructor(
    private readonly letters: CaseLetters,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null as long as the wave's reviewers were not told. @param due a reminder of one of its cases, for all of them */
  async compose(tx: Tx, due: DueReminder): Promise<readonly Mail[] | null> {
    const file = await this.letters.file(tx, due.candidacyId);
    const owing = await reviewsOwed(tx, file.wave.id);
    if (owing === null) return null;
    const link = new URL('/relectures', this.config.PUBLIC_URL).href;
    const mails = owing.flatMap(({ address, name, reviews }) =>
      this.letters.to(
        [{ address, name }],
        file,
        {
          text: 'reviewReminder',
          values: { dueDate: formatDate(dateIn(due.deadlineAt)), reviewsLeft: String(reviews) },
          kind: due.kind,
          cause: due.id,
        },
        { link },
      ),
    );
    return mails.map((mail) => ({ ...mail, candidacyId: null }));
  }
}

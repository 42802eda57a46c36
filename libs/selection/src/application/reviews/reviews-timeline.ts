import { Injectable } from '@nestjs/common';
import { instantText, numberOf, TimelineEntry, type CaseEntry, type TimelineFormatter } from '@rebond/candidacies';
import { isKeyOf } from '@rebond/kernel';
import { t } from '../../messages.reviews.fr.js';

const SENTENCES = {
  'reviews.asked': ({ facts }) =>
    t('timeline.asked', { n: numberOf(facts['reviewers']), at: instantText(facts['dueAt']) }),
  'review.submitted': () => t('timeline.submitted'),
  'review.reassigned': ({ facts }) =>
    t('timeline.reassigned', { reason: typeof facts['reason'] === 'string' ? facts['reason'] : 'other' }),
} as const satisfies Readonly<Record<string, (entry: CaseEntry) => string>>;

/** What was reviewed of a case, in words; the scores are never among them. */
@Injectable()
@TimelineEntry(...Object.keys(SENTENCES))
export class ReviewsTimeline implements TimelineFormatter {
  format(entry: CaseEntry): string {
    if (!isKeyOf(SENTENCES, entry.action)) throw new RangeError(`${entry.action} is not written here`);
    return SENTENCES[entry.action](entry);
  }
}

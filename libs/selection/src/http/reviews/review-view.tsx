import type { Grid } from '@rebond/calls';
import { formatNumber } from '@rebond/kernel';
import type { ReviewView as View } from '../../application/reviews/present.js';
import { t } from '../../messages.reviews.fr.js';

interface ReviewViewProps {
  readonly review: View;
  readonly grid: Grid;
  /** Is it the reader's? Then it is called so. */
  readonly isOwn?: boolean;
}

const titleOf = ({ signed }: View, isOwn: boolean): string => (isOwn ? t('review.own') : t('review.by', { signed }));

/** A submitted review: its score, then each criterion with its level and what was seen. */
export const ReviewView = ({ review, grid, isOwn = false }: ReviewViewProps) => (
  <section aria-label={titleOf(review, isOwn)}>
    {isOwn ? <h2>{titleOf(review, isOwn)}</h2> : <h3>{titleOf(review, isOwn)}</h3>}
    {review.weighted === null ? null : <p>{t('review.score', { score: formatNumber(review.weighted) })}</p>}
    <dl class="rb-levels">
      {grid.criteria.map(({ key, label, levels }) => {
        const { score = null, comment = '' } = review.marks[key] ?? {};
        const level = levels.find((one) => one.score === score);
        return (
          <div key={key}>
            <dt>
              {label} : {level ? t('form.level', { score: level.score, label: level.label }) : t('form.noScore')}
            </dt>
            <dd>{comment}</dd>
          </div>
        );
      })}
    </dl>
    {review.summary === '' ? null : <p>{review.summary}</p>}
  </section>
);

import type { Grid } from '@rebond/calls';
import { formatNumber } from '@rebond/kernel';
import { Callout } from '@rebond/ui';
import type { CaseReviews } from '../../application/reviews/read-reviews.js';
import { t } from '../../messages.reviews.fr.js';
import { ReviewView } from './review-view.js';

/** The submitted reviews of a case, and whether they diverge. */
export const CaseReviewsView = ({ reviews, mean, divergence, grid }: CaseReviews & { readonly grid: Grid }) => {
  if (reviews.length === 0 || mean === null)
    return (
      <>
        <p>{t('case.none')}</p>
        <p class="fr-hint-text">{t('case.noneYet')}</p>
      </>
    );
  const spread = formatNumber(divergence.spread);
  const labels = grid.criteria.filter(({ key }) => divergence.criteria.includes(key)).map(({ label }) => label);
  return (
    <>
      {divergence.isFlagged ? (
        <Callout title={t('case.divergent')} kind="warning">
          <p>{t('case.divergentText', { spread, criteria: labels.length === 0 ? 'none' : labels.join(', ') })}</p>
        </Callout>
      ) : null}
      <p>{t('case.mean', { mean: formatNumber(mean), spread })}</p>
      {reviews.map((one) => (
        <ReviewView key={one.id} review={one} grid={grid} />
      ))}
    </>
  );
};

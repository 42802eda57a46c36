import { Controller, Get, Param } from '@nestjs/common';
import { CaseFrame, CasePanel } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { PageRoute, type PageAnswer } from '@rebond/ui';
import { ReadReviews } from '../../application/reviews/read-reviews.js';
import { t } from '../../messages.reviews.fr.js';
import { CaseReviewsView } from './case-reviews-view.js';

const REVIEWED = [
  'submitted',
  'incomplete',
  'waitlisted',
  'rejected',
  'selected',
  'engineering',
  'funded',
  'closed',
  'abandoned',
] as const;

/** The reviews of a case, for those who decide and for who has submitted theirs. */
@CasePanel({
  key: 'relectures',
  label: () => t('case.panel'),
  order: 17,
  action: 'review.read',
  states: REVIEWED,
  isRare: true,
})
@Controller('candidatures/:id/relectures')
export class CaseReviewsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly frame: CaseFrame,
    private readonly reading: ReadReviews,
  ) {}

  @Get()
  @Act('review.read')
  @PageRoute()
  show(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const found = await this.reading.ofCase(tx, id);
      return this.frame.page(tx, id, {
        panel: 'relectures',
        title: t('case.title'),
        body: <CaseReviewsView {...found} />,
      });
    });
  }
}

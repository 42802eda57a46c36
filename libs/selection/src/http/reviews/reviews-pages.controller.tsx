import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { signatureOf } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, parseInput, SeenVersion, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type Again,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { ReadReviews } from '../../application/reviews/read-reviews.js';
import { reviewInput, WriteReview } from '../../application/reviews/write-review.js';
import type { AssignmentId } from '../../infrastructure/assignment/assignment-rows.js';
import { t } from '../../messages.reviews.fr.js';
import { MinePage } from './mine-page.js';
import { ReviewPage } from './review-form.js';
import { reviewOfForm } from './review-of-form.js';

const trail = () => [{ label: t('mine.title'), href: '/relectures' }];

/** A reviewer's own reviews. */
@Controller('relectures')
export class ReviewsPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadReviews,
    private readonly writing: WriteReview,
  ) {}

  @Get()
  @Act('review.write')
  @PageRoute()
  async mine(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    const asked = await this.verbs.read(ctx, (tx) => this.reading.mine(tx));
    return page({ title: t('mine.title'), lead: t('mine.lead'), body: <MinePage asked={asked} /> });
  }

  @Get(':id')
  @Act('review.write')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: AssignmentId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, null);
  }

  @Post(':id')
  @Act('review.write')
  @PageRoute()
  save(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: AssignmentId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.write(ctx, visitor, { id, version, form, isFinal: false });
  }

  /** Saves what is on the page, and submits it. */
  @Post(':id/remise')
  @Act('review.write')
  @PageRoute()
  submit(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: AssignmentId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.write(ctx, visitor, { id, version, form, isFinal: true });
  }

  private write(
    ctx: RequestContext,
    visitor: Visitor | null,
    { id, version, form, isFinal }: { id: AssignmentId; version: number; form: FormBody; isFinal: boolean },
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseInput(reviewInput, reviewOfForm(form));
        await this.verbs.write(ctx, async (tx) => {
          const saved = await this.writing.save(tx, id, version, await signatureOf(tx, ctx, visitor), input);
          return isFinal ? this.writing.submit(tx, id, saved.version) : saved;
        });
        return redirect(`/relectures/${id}`, t(isFinal ? 'form.submitted' : 'form.saved'));
      },
      (refusal) => this.page(ctx, visitor, id, { form: 'relecture', refusal, typed: form }),
    );
  }

  private async page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: AssignmentId,
    again: Again<'relecture'> | null,
  ): Promise<PageAnswer> {
    const own = await this.verbs.read(ctx, (tx) => this.reading.own(tx, id));
    return page({
      title: t('form.title', { territory: own.asked.territory }),
      trail: trail(),
      body: <ReviewPage own={own} csrf={visitor?.csrf ?? null} once={randomUUID()} again={again} />,
    });
  }
}

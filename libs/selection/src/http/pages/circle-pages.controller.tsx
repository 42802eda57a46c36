import { Body, Controller, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, parseInput, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { EmbargoCircle, readerInput } from '../../application/embargo/circle.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import type { EmbargoReaderId } from '../../domain/embargo.js';
import { t } from '../../messages.embargo.fr.js';
import { ListViews } from './list-views.js';

const filled = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** What the form says, as the API would: dates and times of Paris, codes separated by commas, nothing for an empty field. */
const readerOf = (typed: FormBody): unknown => ({
  name: filled(typed['name']) ?? '',
  quality: filled(typed['quality']) ?? '',
  seatId: filled(typed['seatId']),
  email: filled(typed['email']),
  departements: filled(typed['departements'])
    ?.split(/[\s,;]+/)
    .filter((code) => code !== ''),
  from: { date: typed['from'], time: typed['fromTime'] },
  until: { date: typed['until'], time: typed['untilTime'] },
});

/** Who is let in to read a list before its announcement. */
@Controller('selection/:id/embargo')
export class CirclePagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly views: ListViews,
    private readonly circle: EmbargoCircle,
  ) {}

  @Post()
  @Act('selection.announce')
  @PageRoute()
  add(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseInput(readerInput, readerOf(typed));
        await this.verbs.write(ctx, (tx) => this.circle.add(tx, id, input));
        return redirect(`/selection/${id}`, t('circle.added'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'reader', refusal, typed }),
    );
  }

  @Post(':readerId/retrait')
  @Act('selection.announce')
  @PageRoute()
  revoke(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: DecisionListId,
    @Param('readerId', UuidPipe) readerId: EmbargoReaderId,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, (tx) => this.circle.revoke(tx, id, readerId));
        return redirect(`/selection/${id}`, t('circle.revokedDone'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'act', refusal, typed: {} }),
    );
  }
}

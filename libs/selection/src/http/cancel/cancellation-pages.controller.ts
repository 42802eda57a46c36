import { Body, Controller, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import type { Json } from '@rebond/kernel';
import { Ctx, parseForm, SeenVersion, Verbs, type FormBody, type RequestContext, type Tx } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { CancelList, cancelInput } from '../../application/cancel/cancel-list.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import { t } from '../../messages.cancel.fr.js';
import { ListViews } from '../pages/list-views.js';

type Answer = Promise<PageAnswer | Redirection>;

/** The cancellation of a frozen list in a browser. */
@Controller('selection/:id/annulation')
export class CancellationPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly views: ListViews,
    private readonly cancelling: CancelList,
  ) {}

  @Post('demande')
  @Act('selection.announce')
  @PageRoute()
  ask(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body() typed: FormBody,
  ): Answer {
    return this.done(ctx, visitor, { id, typed }, t('asked.done'), (tx) =>
      this.cancelling.ask(tx, id, version, parseForm(cancelInput, typed)),
    );
  }

  @Post('abandon')
  @Act('selection.announce')
  @PageRoute()
  drop(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Answer {
    return this.done(ctx, visitor, { id, typed: {} }, t('dropped.done'), (tx) => this.cancelling.drop(tx, id, version));
  }

  @Post()
  @Act('selection.validate')
  @PageRoute()
  cancel(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Answer {
    return this.done(ctx, visitor, { id, typed: {} }, t('cancelled.done'), (tx) =>
      this.cancelling.cancel(tx, id, version),
    );
  }

  private done(
    ctx: RequestContext,
    visitor: Visitor | null,
    { id, typed }: { readonly id: DecisionListId; readonly typed: FormBody },
    said: string,
    act: (tx: Tx) => Promise<Json>,
  ): Answer {
    return submitted(
      async () => {
        await this.verbs.write(ctx, act);
        return redirect(`/selection/${id}`, said);
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'cancel', refusal, typed }),
    );
  }
}

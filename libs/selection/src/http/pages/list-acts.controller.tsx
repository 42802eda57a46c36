import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import type { Json } from '@rebond/kernel';
import { Ctx, parseInput, SeenVersion, Verbs, type FormBody, type RequestContext, type Tx } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { AnnounceList } from '../../application/announce/announce-list.js';
import { ScheduleAnnouncement, scheduleInput } from '../../application/announce/schedule-announcement.js';
import { ValidateList } from '../../application/validate/validate-list.js';
import { WithdrawList } from '../../application/withdraw/withdraw-list.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import { t } from '../../messages.fr.js';
import { ListViews } from './list-views.js';

/** A page that takes longer says how far it is, and goes on. */
const PATIENCE_MS = 700;

type Answer = Promise<PageAnswer | Redirection>;

/** The page of a list and the acts that it awaits. */
@Controller('selection/:id')
export class ListActsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly views: ListViews,
    private readonly validating: ValidateList,
    private readonly scheduling: ScheduleAnnouncement,
    private readonly announcing: AnnounceList,
    private readonly withdrawing: WithdrawList,
  ) {}

  @Get()
  @Act('selection.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Promise<PageAnswer> {
    return this.views.show(ctx, visitor, id);
  }

  @Post('validation')
  @Act('selection.validate')
  @PageRoute()
  validate(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Answer {
    return submitted(
      async () => {
        const list = await this.validating.validate(ctx, id, version, PATIENCE_MS);
        if ('made' in list) return this.views.progress(visitor, id, version, list);
        return redirect(`/selection/${id}`, t('list.validated'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'act', refusal, typed: {} }),
    );
  }

  @Post('annonce')
  @Act('selection.announce')
  @PageRoute()
  announce(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Answer {
    return this.done(ctx, visitor, id, t('announce.done'), (tx) => this.announcing.announce(tx, id, version));
  }

  @Post('date-annonce')
  @Act('selection.announce')
  @PageRoute()
  schedule(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body() typed: FormBody,
  ): Answer {
    return submitted(
      async () => {
        const input = parseInput(scheduleInput, { at: { date: typed['date'], time: typed['time'] } });
        await this.verbs.write(ctx, (tx) => this.scheduling.schedule(tx, id, version, input));
        return redirect(`/selection/${id}`, t('announce.scheduled'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'announce-at', refusal, typed }),
    );
  }

  @Post('sans-date')
  @Act('selection.announce')
  @PageRoute()
  unschedule(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Answer {
    return this.done(ctx, visitor, id, t('announce.cancelled'), (tx) =>
      this.scheduling.schedule(tx, id, version, { at: null }),
    );
  }

  @Post('retrait')
  @Act('selection.propose')
  @PageRoute()
  withdraw(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Answer {
    return this.done(ctx, visitor, id, t('list.withdrawn'), (tx) => this.withdrawing.withdraw(tx, id, version));
  }

  /** Does an act of one button and comes back to the list; a refusal is said on it. */
  private done(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: DecisionListId,
    said: string,
    act: (tx: Tx) => Promise<Json>,
  ): Answer {
    return submitted(
      async () => {
        await this.verbs.write(ctx, act);
        return redirect(`/selection/${id}`, said);
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'act', refusal, typed: {} }),
    );
  }
}

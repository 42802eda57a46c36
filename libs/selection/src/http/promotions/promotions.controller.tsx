import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { DomainError, WaveId } from '@rebond/kernel';
import { Ctx, parseForm, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { Promote, promoteInput, type PromoteInput } from '../../application/promotions/promote.js';
import { readWaitingList, readWaitingLists } from '../../application/promotions/read-waiting-list.js';
import { t } from '../../messages.promotions.fr.js';
import { listTrail } from '../pages/list-views.js';
import { WaitingLists } from './waiting-lists-page.js';

@ApiTags('Listes de décision')
@Controller('api/waves/:id')
export class PromotionsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly promoting: Promote,
  ) {}

  /** The waiting list of a wave by rank, and the places that its laureates left. */
  @Get('waiting-list')
  @Act('selection.read')
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: WaveId) {
    return this.verbs.read(ctx, (tx) => readWaitingList(tx, id));
  }

  /** Proposes the list that gives a departed laureate's place to the next of the waiting list. */
  @Post('promotions')
  @Act('selection.propose')
  promote(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: WaveId,
    @Body({ schema: promoteInput }) body: PromoteInput,
  ) {
    return this.verbs.write(ctx, (tx) => this.promoting.promote(tx, id, body));
  }
}

const formInput = promoteInput.extend({ waveId: z.uuid().toLowerCase() });

/** The same in a browser, for every wave. */
@Controller('selection/attente')
export class WaitingListsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly promoting: Promote,
  ) {}

  @Get()
  @Act('selection.read')
  @PageRoute()
  show(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.listsPage(ctx, visitor, null);
  }

  @Post()
  @Act('selection.propose')
  @PageRoute()
  promote(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const { waveId, departed } = parseForm(formInput, form);
        const { id } = await this.verbs.write(ctx, (tx) => this.promoting.promote(tx, waveId as WaveId, { departed }));
        return redirect(`/selection/${id}`, t('promote.done'));
      },
      (refusal) => this.listsPage(ctx, visitor, refusal),
    );
  }

  private async listsPage(
    ctx: RequestContext,
    visitor: Visitor | null,
    refusal: DomainError | null,
  ): Promise<PageAnswer> {
    const found = await this.verbs.read(ctx, readWaitingLists);
    return page({
      title: t('waiting.title'),
      lead: t('waiting.lead'),
      trail: listTrail(),
      body: (
        <WaitingLists
          {...found}
          promotes={scopeOf(ctx.actor.role as Role, 'selection.propose') !== null}
          refusal={refusal?.message ?? null}
          csrf={visitor?.csrf ?? null}
          once={randomUUID}
        />
      ),
    });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, parseForm, SeenVersion, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { inNameOf } from '../../application/recusals/in-name-of.js';
import { decideInput } from '../../application/session/input.js';
import { ReadSession } from '../../application/session/read-session.js';
import { RunSession } from '../../application/session/run-session.js';
import { Sit } from '../../application/session/sit.js';
import type { ItemId, SessionId } from '../../domain/session/session.js';
import { t } from '../../messages.session.fr.js';
import { decisionOfForm } from './convene-form.js';
import { SessionViews } from './session-views.js';

/** The points of a session, one after the other. */
@Controller('seances/:id/points/:itemId')
export class SessionItemsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly views: SessionViews,
    private readonly reading: ReadSession,
    private readonly running: RunSession,
    private readonly sitting: Sit,
  ) {}

  @Get()
  @Act('sitting.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SessionId,
    @Param('itemId', UuidPipe) itemId: ItemId,
  ): Promise<PageAnswer> {
    return this.views.item(ctx, visitor, { id, itemId });
  }

  /** Decides of the point, and goes on to the next one. */
  @Post()
  @Act('sitting.run')
  @PageRoute()
  decide(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
    @Param('itemId', UuidPipe) itemId: ItemId,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(decideInput, decisionOfForm(typed));
        const next = await this.verbs.write(ctx, async (tx) => {
          await this.running.decide(tx, id, version, itemId, input);
          const { items } = await this.reading.read(tx, id);
          return items[items.findIndex((one) => one.id === itemId) + 1]?.id ?? null;
        });
        return redirect(next === null ? `/seances/${id}` : `/seances/${id}/points/${next}`, t('item.decided'));
      },
      (refusal) => this.views.item(ctx, visitor, { id, itemId }, { form: 'decide', refusal, typed }),
    );
  }

  @Post('recusation')
  @Act('sitting.sit')
  @PageRoute()
  leave(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SessionId,
    @Param('itemId', UuidPipe) itemId: ItemId,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(inNameOf(ctx), async (tx) => {
          await this.sitting.declare(tx, ctx.actor, id, itemId);
          return null;
        });
        return redirect(`/seances/${id}`, t('session.left'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'act', refusal, typed: {} }),
    );
  }
}

import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { Act, scopeOf, type Role } from '@rebond/identity';
import { Ctx, parseForm, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
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
import { ConveneSession } from '../../application/session/convene-session.js';
import { conveneInput } from '../../application/session/input.js';
import { sessionPage } from '../../application/session/list-sessions.js';
import { eligibleMembers } from '../../infrastructure/session/member-rows.js';
import { t } from '../../messages.session.fr.js';
import { closedWaves } from '../pages/waves.js';
import { conveneOfForm } from './convene-form.js';
import { ConvenePage } from './convene-page.js';
import { sessionTrail } from './session-views.js';
import { SessionsPage } from './sessions-page.js';

/** Sessions in a browser, and their convocation. */
@Controller('seances')
export class SessionPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly convening: ConveneSession,
  ) {}

  @Get()
  @Act('sitting.read')
  @PageRoute()
  async list(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    const { items } = await this.verbs.read(ctx, sessionPage);
    const convenes = scopeOf(ctx.actor.role as Role, 'sitting.run') !== null;
    return page({
      title: t('sessions.title'),
      lead: t('sessions.lead'),
      body: <SessionsPage sessions={items} convenes={convenes} />,
    });
  }

  @Get('nouvelle')
  @Act('sitting.run')
  @PageRoute()
  form(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.page(ctx, visitor, null);
  }

  @Post('nouvelle')
  @Act('sitting.run')
  @PageRoute()
  convene(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(conveneInput, conveneOfForm(typed));
        const id = await this.verbs.write(ctx, (tx) => this.convening.handle(tx, input));
        return redirect(`/seances/${id}`, t('convene.done'));
      },
      (refusal) => this.page(ctx, visitor, { form: 'convene', refusal, typed }),
    );
  }

  private async page(
    ctx: RequestContext,
    visitor: Visitor | null,
    again: Again<'convene'> | null,
  ): Promise<PageAnswer> {
    const found = await this.verbs.read(ctx, async (tx) => ({
      waves: await closedWaves(tx),
      eligible: await eligibleMembers(tx),
    }));
    return page({
      title: t('sessions.convene'),
      trail: sessionTrail(),
      body: <ConvenePage {...found} csrf={visitor?.csrf ?? null} once={randomUUID()} again={again} />,
    });
  }
}

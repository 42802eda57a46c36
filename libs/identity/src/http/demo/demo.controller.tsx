import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AbsentError } from '@rebond/kernel';
import {
  CONFIG,
  Ctx,
  SYSTEM,
  Transactions,
  type Config,
  type FormBody,
  type RequestContext,
  type Tx,
  parseForm,
} from '@rebond/platform';
import { page, PageRoute, Reader, redirect, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { demoRoles } from '../../application/demo/demo-seats.js';
import { Enter } from '../../application/sign-in/enter.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { keepSession } from '../session-cookie.js';
import { browserOf } from '../sign-in/way-in.js';
import { startOf } from '../start.js';
import { DemoPage } from './demo-page.js';

const enterInput = z.strictObject({ seat: z.uuid() });

/** The demo's page to pick a role, without a proof of identity: absent wherever the clock is not simulated. */
@Controller('demo')
export class DemoController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly enters: Enter,
  ) {}

  @Get()
  @Act('portal.read')
  @PageRoute()
  async choose(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    const roles = await this.run(ctx, demoRoles);
    return page({
      title: t('demo.title'),
      lead: t('demo.lead'),
      body: <DemoPage roles={roles} csrf={visitor?.csrf ?? null} />,
    });
  }

  @Post()
  @Act('portal.read')
  @PageRoute()
  async enter(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Body() form: FormBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    const { seat: asked } = parseForm(enterInput, form);
    const { seat, secret } = await this.run(ctx, async (tx) => {
      const seats = (await demoRoles(tx)).flatMap(({ first, others }) => [first, ...others]);
      const found = seats.find(({ id }) => id === asked);
      if (!found) throw new AbsentError();
      const entered = await this.enters.enter(tx, found.person_id, 'demo', browserOf(request), { seatId: found.id });
      return { seat: found, secret: entered.secret };
    });
    keepSession(reply, secret);
    const { title, organisation } = seat;
    return redirect(startOf(seat.role), t('demo.entered', { title, organisation }));
  }

  /** @throws AbsentError wherever this is no demo */
  private run<T>(ctx: RequestContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.config.CLOCK !== 'simulated') throw new AbsentError();
    return this.transactions.run(SYSTEM, work, { at: ctx.receivedAt, traceId: ctx.traceId });
  }
}

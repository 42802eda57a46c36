import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AbsentError, type SeatId } from '@rebond/kernel';
import { Ctx, Transactions, type FormBody, type RequestContext, type Tx, parseForm } from '@rebond/platform';
import { page, PageRoute, Reader, redirect, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Account } from '../../application/account/account.js';
import { onOwnAccount, type Person } from '../../application/account/registrar.js';
import { Sessions } from '../../application/sessions/sessions.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { keepSession, sessionOf } from '../session-cookie.js';
import { startOf } from '../start.js';
import { AccountPage } from './account-pages.js';

const seatInput = z.object({ seat: z.uuid() });
const sessionInput = z.object({ session: z.uuid() });

/** The own account: who one is here, the seat that one sits on, and where one is signed in. */
@Controller()
export class AccountController {
  constructor(
    private readonly account: Account,
    private readonly sessions: Sessions,
    private readonly transactions: Transactions,
  ) {}

  @Get('compte')
  @Act('account.manage')
  @PageRoute()
  async show(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    if (!visitor) throw new AbsentError();
    const about = await this.run(ctx, (tx, person) => this.account.about(tx, person, sessionOf(request) ?? ''));
    return page({
      title: t('account.title'),
      body: <AccountPage visitor={visitor} {...about} mayLend={!ctx.actor.onBehalfOf} />,
    });
  }

  /** Another seat has other rights: the session's secret changes with it. */
  @Post('compte/fonction')
  @Act('account.manage')
  @PageRoute()
  async changeSeat(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() form: FormBody,
  ): Promise<Redirection> {
    const { seat } = parseForm(seatInput, form);
    const sat = await this.run(ctx, (tx) => this.sessions.sit(tx, sessionOf(request) ?? '', seat as SeatId));
    if (sat === null) throw new AbsentError();
    keepSession(reply, sat.secret);
    return redirect(startOf(sat.role), t('account.changed'));
  }

  @Post('compte/sessions')
  @Act('account.manage')
  @PageRoute()
  async endOthers(@Ctx() ctx: RequestContext, @Req() request: FastifyRequest): Promise<Redirection> {
    const ended = await this.run(ctx, (tx, { personId }) =>
      this.sessions.endAll(tx, personId, sessionOf(request) ?? undefined),
    );
    return redirect('/compte', t('account.ended', { count: ended }));
  }

  @Post('compte/sessions/fin')
  @Act('account.manage')
  @PageRoute()
  async endOne(@Ctx() ctx: RequestContext, @Body() form: FormBody): Promise<Redirection> {
    const { session } = parseForm(sessionInput, form);
    const isEnded = await this.run(ctx, (tx, { personId }) => this.sessions.endOne(tx, personId, session));
    return redirect('/compte', isEnded ? t('account.ended', { count: 1 }) : undefined);
  }

  private run<T>(ctx: RequestContext, work: (tx: Tx, person: Person) => Promise<T>): Promise<T> {
    const person = onOwnAccount(ctx.actor);
    return this.transactions.run(person, (tx) => work(tx, person), { at: ctx.receivedAt, traceId: ctx.traceId });
  }
}

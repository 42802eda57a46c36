import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DomainError } from '@rebond/kernel';
import { Ctx, SYSTEM, Transactions, type FormBody, type RequestContext } from '@rebond/platform';
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
import { actorOfLink, OneTimeLinks, whyClosed, type OneTimeLink } from '../../application/links/one-time-links.js';
import { Enter } from '../../application/sign-in/enter.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { keepSession } from '../session-cookie.js';
import { browserOf } from '../sign-in/way-in.js';
import { LinkPurposes, type LinkForm, type LinkOutcome } from './link-purposes.js';

/** Links that work once, without an account: the rooms that made them bring their pages. */
@Controller('lien')
export class LinkController {
  constructor(
    private readonly links: OneTimeLinks,
    private readonly purposes: LinkPurposes,
    private readonly transactions: Transactions,
    private readonly enters: Enter,
  ) {}

  /** Shows what the link asks: mail scanners open links, and use nothing up. */
  @Get(':token')
  @Act('link.use')
  @PageRoute()
  async show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('token') token: string,
  ): Promise<PageAnswer> {
    return this.pageOf(ctx, token, { ...formOf(token, visitor), faults: [], refusal: null, typed: {} });
  }

  @Post(':token')
  @Act('link.use')
  @PageRoute()
  async use(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Reader() visitor: Visitor | null,
    @Param('token') token: string,
    @Body() typed: FormBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer | Redirection> {
    const link = await this.links.look(token, ctx.receivedAt);
    if (link?.state !== 'open') return closedPage(link);
    return submitted(
      async () => {
        const outcome = await this.transactions.run(
          actorOfLink(link),
          async (tx) => {
            // The room locks the case before the link is locked: the order that every verb keeps.
            const done = await this.purposes.of(link.purpose).submit(tx, link, typed);
            await this.links.consume(tx, token);
            return done;
          },
          { at: ctx.receivedAt, traceId: ctx.traceId },
        );
        if (outcome.signIn) keepSession(reply, await this.enter(ctx, outcome.signIn, request));
        return redirect(outcome.to ?? formOf(token, visitor).action, outcome.message);
      },
      (refusal) => this.again(ctx, token, visitor, refusal, typed),
    );
  }

  /** Somebody else's use of the same link may be what the room refused. */
  private async again(
    ctx: RequestContext,
    token: string,
    visitor: Visitor | null,
    refusal: DomainError,
    typed: FormBody,
  ): Promise<PageAnswer> {
    return this.pageOf(ctx, token, {
      ...formOf(token, visitor),
      faults: refusal.faults,
      refusal: refusal.message,
      typed,
    });
  }

  private async pageOf(ctx: RequestContext, token: string, form: LinkForm): Promise<PageAnswer> {
    const link = await this.links.look(token, ctx.receivedAt);
    if (link?.state !== 'open') return closedPage(link);
    return this.transactions.run(
      { ...actorOfLink(link), readOnly: true },
      (tx) => this.purposes.of(link.purpose).page(tx, link, form),
      { at: ctx.receivedAt, traceId: ctx.traceId },
    );
  }

  /** @returns the secret of a session on the seat that the link leads to */
  private async enter(
    ctx: RequestContext,
    { personId, seatId }: NonNullable<LinkOutcome['signIn']>,
    request: FastifyRequest,
  ): Promise<string> {
    const { secret } = await this.transactions.run(
      SYSTEM,
      (tx) => this.enters.enter(tx, personId, 'link', browserOf(request), { seatId }),
      { at: ctx.receivedAt, traceId: ctx.traceId },
    );
    return secret;
  }
}

const formOf = (token: string, visitor: Visitor | null): Pick<LinkForm, 'action' | 'csrf'> => ({
  action: `/lien/${encodeURIComponent(token)}`,
  csrf: visitor?.csrf ?? null,
});

/** The same answer for a link that never was and for one that has been mistyped. */
const closedPage = (link: OneTimeLink | null): PageAnswer =>
  page({
    title: t('link.closed'),
    status: 410,
    body: (
      <>
        <p class="fr-text--lead">{link ? whyClosed(link) : t('link.unknown')}</p>
        <p>{t('link.closedHint')}</p>
      </>
    ),
  });

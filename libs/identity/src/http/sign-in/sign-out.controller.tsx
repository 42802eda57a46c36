import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, SYSTEM, Transactions, type RequestContext } from '@rebond/platform';
import { LinkButton, page, PageRoute, redirect, type PageAnswer, type Redirection } from '@rebond/ui';
import { Sessions } from '../../application/sessions/sessions.js';
import { t } from '../../messages.fr.js';
import { OpenId } from '../../application/openid/openid.js';
import { Act } from '../policy.guard.js';
import { clearSession, sessionOf } from '../session-cookie.js';

/** The way out: the session ends in its row, and at the identity provider when it came from there. */
@Controller('deconnexion')
export class SignOutController {
  constructor(
    private readonly sessions: Sessions,
    private readonly transactions: Transactions,
    private readonly openId: OpenId,
  ) {}

  @Post()
  @Act('session.open')
  @PageRoute()
  async leave(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection | PageAnswer> {
    const token = sessionOf(request);
    const idToken =
      token === null
        ? null
        : await this.transactions.run(SYSTEM, (tx) => this.sessions.end(tx, token), { at: ctx.receivedAt });
    clearSession(reply);
    const elsewhere = idToken === null ? null : await this.openId.signOutAddress(idToken);
    if (elsewhere === null) return redirect('/', t('signOut.done'));
    // A form of this site may not lead to another one, not even by a redirection: the page goes on by itself.
    void reply.header('refresh', `0;url=${elsewhere.href}`);
    return page({
      title: t('signOut.title'),
      lead: t('signOut.done'),
      body: <LinkButton href={elsewhere.href}>{t('signOut.elsewhere')}</LinkButton>,
    });
  }
}

import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, type RequestContext } from '@rebond/platform';
import { page, PageRoute, submitted, type PageAnswer, type Redirection } from '@rebond/ui';
import { OpenId } from '../../application/openid/openid.js';
import { ownPath } from '../../domain/own-path.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { OPENID_COOKIE } from '../session-cookie.js';
import { ClosedLink } from '../sign-in/sign-in-pages.js';
import { browserOf, goIn } from '../sign-in/way-in.js';

/** Signing in by the State's identity federation. Links, no forms: a form may lead nowhere but to this site. */
@Controller('connexion/proconnect')
export class OpenIdController {
  constructor(private readonly openId: OpenId) {}

  @Get()
  @Act('session.open')
  @PageRoute()
  async begin(@Query('retour') retour: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { to, kept } = await this.openId.begin(ownPath(retour));
    OPENID_COOKIE.keep(reply, kept);
    void reply.status(303).header('location', to.href);
    return '';
  }

  @Get('retour')
  @Act('session.open')
  @PageRoute()
  finish(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const kept = OPENID_COOKIE.of(request);
        const entered = await this.openId.finish(request.url, kept, browserOf(request), ctx.receivedAt);
        OPENID_COOKIE.clear(reply);
        return goIn(reply, entered, ownPath(entered.returnTo));
      },
      ({ message }) => page({ title: t('openId.failed'), body: <ClosedLink reason={message} /> }),
    );
  }
}

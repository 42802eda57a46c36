import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DomainError } from '@rebond/kernel';
import { CONFIG, Ctx, type Config, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import { page, PageRoute, redirect, submitted, type PageAnswer, type Redirection } from '@rebond/ui';
import { Authenticators } from '../../application/account/authenticators.js';
import { MAILED_MINUTES, MailedSignIn } from '../../application/sign-in/mailed-sign-in.js';
import type { Role } from '../../domain/roles.js';
import { ownPath } from '../../domain/own-path.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { sessionOf, SIGN_IN_COOKIE } from '../session-cookie.js';
import { wayOn } from '../start.js';
import { ClosedLink, CodePage, FRESH, LinkPage, SignInPage, type Shown, type SignInProps } from './sign-in-pages.js';
import { browserOf, goIn } from './way-in.js';

const email = z
  .string()
  .trim()
  .max(320)
  .pipe(z.email({ error: () => t('signIn.emailFault') }));
const mailInput = z.object({ email, retour: z.string().optional() });
const codeInput = z.object({ code: z.string().trim().min(4).max(30) });
const appInput = mailInput.extend(codeInput.shape);

const shownAgain = (refusal: DomainError, typed: FormBody): Shown => ({
  faults: refusal.faults,
  refusal: refusal.message,
  typed,
});

/** Signing in without the State's identity provider: a mail's link or code, an authenticator, a recovery code. */
@Controller('connexion')
export class SignInController {
  constructor(
    private readonly mailed: MailedSignIn,
    private readonly authenticators: Authenticators,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Act('session.open')
  @PageRoute()
  choose(
    @Query('retour') retour: unknown,
    @Ctx() { actor }: RequestContext,
    @Req() request: FastifyRequest,
  ): PageAnswer | Redirection {
    const returnTo = ownPath(retour);
    const isKept = returnTo === '/reprise';
    // A browser that signed out holds no session; one that holds it all the same has lost it.
    const ended = isKept ? 'kept' : sessionOf(request) === null ? null : 'plain';
    return actor.role === 'anonymous'
      ? this.waysIn(returnTo, { ended })
      : redirect(wayOn(returnTo, actor.role as Role));
  }

  /** The same answer for a known and an unknown address, in the same time. */
  @Post()
  @Act('session.open')
  @PageRoute()
  ask(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const returnTo = ownPath(form['retour']);
    return submitted(
      async () => {
        const input = parseForm(mailInput, form);
        const asked = { email: input.email, returnTo, network: request.ip };
        SIGN_IN_COOKIE.keep(reply, await this.mailed.ask(asked, ctx.receivedAt));
        return redirect('/connexion/code');
      },
      (refusal) => this.waysIn(returnTo, { mail: shownAgain(refusal, form) }),
    );
  }

  @Get('code')
  @Act('session.open')
  @PageRoute()
  typeCode(): PageAnswer {
    return codePage(FRESH);
  }

  @Post('code')
  @Act('session.open')
  @PageRoute()
  useCode(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const { code } = parseForm(codeInput, form);
        const asked = SIGN_IN_COOKIE.of(request);
        const entered = await this.mailed.byCode(asked, code, request.ip, browserOf(request), ctx.receivedAt);
        return goIn(reply, entered, entered.returnTo);
      },
      (refusal) => codePage(shownAgain(refusal, {})),
    );
  }

  /** Shows a button and uses nothing up: mail scanners open links. */
  @Get('lien/:token')
  @Act('session.open')
  @PageRoute()
  async openLink(@Ctx() ctx: RequestContext, @Param('token') token: string): Promise<PageAnswer> {
    return (await this.mailed.isOpen(token, ctx.receivedAt))
      ? page({ title: t('signIn.title'), body: <LinkPage action={`/connexion/lien/${encodeURIComponent(token)}`} /> })
      : closedPage(t('signIn.linkClosed'));
  }

  @Post('lien/:token')
  @Act('session.open')
  @PageRoute()
  useLink(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const entered = await this.mailed.byLink(token, request.ip, browserOf(request), ctx.receivedAt);
        return goIn(reply, entered, entered.returnTo);
      },
      (refusal) => closedPage(refusal.message),
    );
  }

  @Post('application')
  @Act('session.open')
  @PageRoute()
  useAuthenticator(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const returnTo = ownPath(form['retour']);
    return submitted(
      async () => {
        const input = parseForm(appInput, form);
        const proof = { email: input.email, code: input.code, network: request.ip };
        return goIn(reply, await this.authenticators.signIn(proof, browserOf(request), ctx.receivedAt), returnTo);
      },
      (refusal) => this.waysIn(returnTo, { authenticator: shownAgain(refusal, form) }),
    );
  }

  private waysIn(
    returnTo: string,
    {
      mail = FRESH,
      authenticator = FRESH,
      ended = null,
    }: Partial<Pick<SignInProps, 'mail' | 'authenticator' | 'ended'>> = {},
  ): PageAnswer {
    return page({
      title: t('signIn.title'),
      body: (
        <SignInPage
          returnTo={returnTo}
          mail={mail}
          ended={ended}
          authenticator={authenticator}
          hasOpenId={this.config.OIDC_ISSUER !== undefined}
          isDemo={this.config.CLOCK === 'simulated'}
        />
      ),
    });
  }
}

const codePage = (shown: Shown): PageAnswer =>
  page({ title: t('signIn.codeTitle'), body: <CodePage shown={shown} minutes={MAILED_MINUTES} /> });

const closedPage = (reason: string): PageAnswer =>
  page({ title: t('signIn.linkClosedTitle'), status: 410, body: <ClosedLink reason={reason} /> });

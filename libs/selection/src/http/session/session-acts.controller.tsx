import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import {
  Ctx,
  parseForm,
  parseInput,
  SeenVersion,
  Verbs,
  type FormBody,
  type RequestContext,
  type Tx,
} from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { attendanceInput, correctInput, proxyInput, signInput } from '../../application/session/input.js';
import { ProposeFromSession } from '../../application/session/propose-from-session.js';
import { RunSession } from '../../application/session/run-session.js';
import { Sit } from '../../application/session/sit.js';
import { WriteMinutes } from '../../application/session/write-minutes.js';
import type { SessionId } from '../../domain/session/session.js';
import { t } from '../../messages.session.fr.js';
import { SessionViews } from './session-views.js';

type Answer = Promise<PageAnswer | Redirection>;

/** What a form of the page was, when it is shown again. */
interface Sent {
  readonly form: string;
  readonly typed: FormBody;
}
const BUTTON: Sent = { form: 'act', typed: {} };

/** The page of a session and the acts that it awaits. */
@Controller('seances/:id')
export class SessionActsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly views: SessionViews,
    private readonly sitting: Sit,
    private readonly running: RunSession,
    private readonly minutes: WriteMinutes,
    private readonly proposing: ProposeFromSession,
  ) {}

  @Get()
  @Act('sitting.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SessionId,
  ): Promise<PageAnswer> {
    return this.views.show(ctx, visitor, id);
  }

  @Post('pouvoir')
  @Act('sitting.sit')
  @PageRoute()
  giveProxy(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SessionId,
    @Body() typed: FormBody,
  ): Answer {
    return this.done(ctx, visitor, id, t('session.proxyGiven'), { form: 'proxy', typed }, (tx) => {
      const holder = typed['holder'] === '' ? null : typed['holder'];
      return this.sitting.giveProxy(tx, id, parseInput(proxyInput, { holder }));
    });
  }

  @Post('presences')
  @Act('sitting.run')
  @PageRoute()
  attend(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
    @Body() typed: FormBody,
  ): Answer {
    return this.done(ctx, visitor, id, t('session.attended'), { form: 'attend', typed }, (tx) =>
      this.running.attend(tx, id, version, parseForm(attendanceInput, typed)),
    );
  }

  @Post('ouverture')
  @Act('sitting.run')
  @PageRoute()
  open(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Answer {
    return this.done(ctx, visitor, id, t('session.opened'), BUTTON, (tx) => this.running.open(tx, id, version));
  }

  @Post('annulation')
  @Act('sitting.run')
  @PageRoute()
  cancel(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Answer {
    return this.done(ctx, visitor, id, t('session.cancelled'), BUTTON, (tx) => this.running.cancel(tx, id, version));
  }

  @Post('levee')
  @Act('sitting.run')
  @PageRoute()
  close(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Answer {
    return this.answer(ctx, visitor, id, t('session.closed'), BUTTON, () => this.minutes.close(ctx, id, version));
  }

  @Post('rectification')
  @Act('sitting.run')
  @PageRoute()
  correct(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
    @Body() typed: FormBody,
  ): Answer {
    return this.answer(ctx, visitor, id, t('minutes.corrected'), { form: 'correction', typed }, () =>
      this.minutes.correct(ctx, id, version, parseForm(correctInput, typed)),
    );
  }

  @Post('approbation')
  @Act('sitting.sit')
  @PageRoute()
  sign(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SessionId,
    @Body() typed: FormBody,
  ): Answer {
    return this.done(ctx, visitor, id, t('minutes.signedNow'), { form: 'sign', typed }, (tx) =>
      this.minutes.sign(tx, id, parseForm(signInput, typed)),
    );
  }

  @Post('proposition')
  @Act('sitting.run')
  @PageRoute()
  propose(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Answer {
    return this.done(ctx, visitor, id, t('minutes.proposed'), BUTTON, async (tx) => {
      await this.proposing.handle(tx, id, version);
    });
  }

  private done(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: SessionId,
    message: string,
    sent: Sent,
    work: (tx: Tx) => Promise<void>,
  ): Answer {
    return this.answer(ctx, visitor, id, message, sent, () =>
      this.verbs.write(ctx, async (tx) => {
        await work(tx);
        return null;
      }),
    );
  }

  private answer(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: SessionId,
    message: string,
    sent: Sent,
    act: () => Promise<unknown>,
  ): Answer {
    return submitted(
      async () => {
        await act();
        return redirect(`/seances/${id}`, message);
      },
      (refusal) => this.views.show(ctx, visitor, id, { ...sent, refusal }),
    );
  }
}

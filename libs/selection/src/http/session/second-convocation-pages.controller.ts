import { Body, Controller, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, parseForm, SeenVersion, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { reconveneInput } from '../../application/session/input.js';
import { ReconveneSession } from '../../application/session/reconvene-session.js';
import { RunSession } from '../../application/session/run-session.js';
import type { SessionId } from '../../domain/session/session.js';
import { t } from '../../messages.session.fr.js';
import { whenAndWhere } from './convene-form.js';
import { SessionViews } from './session-views.js';

/** A session without quorum, and its second convocation, in a browser. */
@Controller('seances/:id')
export class SecondConvocationPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly views: SessionViews,
    private readonly running: RunSession,
    private readonly reconvening: ReconveneSession,
  ) {}

  @Post('absence-de-quorum')
  @Act('sitting.run')
  @PageRoute()
  adjourn(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, async (tx) => {
          await this.running.adjourn(tx, id, version);
          return null;
        });
        return redirect(`/seances/${id}`, t('session.adjourned'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'act', refusal, typed: {} }),
    );
  }

  @Post('nouvelle-convocation')
  @Act('sitting.run')
  @PageRoute()
  reconvene(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: SessionId,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(reconveneInput, whenAndWhere(typed));
        const next = await this.verbs.write(ctx, (tx) => this.reconvening.handle(tx, id, version, input));
        return redirect(`/seances/${next}`, t('session.reconvened'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'reconvene', refusal, typed }),
    );
  }
}

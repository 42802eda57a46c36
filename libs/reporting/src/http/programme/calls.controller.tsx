import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { listCalls, PublishCall, publishInput } from '@rebond/calls';
import { typedPreview } from '@rebond/candidacies';
import { Act } from '@rebond/identity';
import type { Fault } from '@rebond/kernel';
import { Ctx, parseForm, Verbs, type FormBody, type RequestContext, type Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import {
  faultsToShow,
  page,
  PageRoute,
  PublicPages,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { t } from '../../messages.office.fr.js';
import { CallList, CALLS, Trial } from './call-pages.js';
import { definitionOfForm } from './definition-of-form.js';
import { officeCrumb } from './office-frame.js';

/** What publishing takes of a form that may hold the answers of a preview too. */
const givenIn = ({ file, source }: FormBody) => parseForm(publishInput, { file, source });

/** Definitions of calls: given, seen as a territory would see them, published. */
@Controller('programme/appels')
export class CallPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly publishing: PublishCall,
    private readonly territories: Territories,
    private readonly publicPages: PublicPages,
  ) {}

  @Get()
  @Act('programme.read')
  @PageRoute()
  list(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, [], {}));
  }

  /** Checks a definition and shows it; nothing is stored. */
  @Post('essai')
  @Act('call.publish')
  @PageRoute()
  async trial(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer | Redirection> {
    let form: FormBody = {};
    return submitted(
      async () => {
        form = await definitionOfForm(request);
        const input = givenIn(form);
        return this.verbs.read(ctx, async (tx) => {
          const { definition, version, isNew } = await this.publishing.check(tx, input);
          const preview = await typedPreview(tx, this.territories, definition, form);
          return page({
            title: t('calls.trial', { title: definition.title }),
            trail: [officeCrumb(), { label: t('office.calls'), href: CALLS }],
            scripts: ['form-preview'],
            body: <Trial {...{ preview, input, version, isNew, csrf: visitor?.csrf ?? null }} />,
          });
        });
      },
      (refusal) => this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, faultsToShow(refusal), form)),
    );
  }

  @Post()
  @Act('call.publish')
  @PageRoute()
  publish(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = givenIn(form);
        const done = await this.verbs.write(ctx, async (tx) => ({ ...(await this.publishing.handle(tx, input)) }));
        this.publicPages.forget();
        const message = t(done.isNew ? 'calls.published' : 'calls.same', { version: done.version });
        return redirect(`${CALLS}/${done.slug}/${done.version}`, message);
      },
      (refusal) => this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, faultsToShow(refusal), form)),
    );
  }

  private async listPage(
    tx: Tx,
    visitor: Visitor | null,
    faults: readonly Fault[],
    form: FormBody,
  ): Promise<PageAnswer> {
    const calls = await listCalls(tx, '', 100);
    return page({
      title: t('office.calls'),
      trail: [officeCrumb()],
      body: <CallList {...{ calls, csrf: visitor?.csrf ?? null, faults, form }} />,
    });
  }
}

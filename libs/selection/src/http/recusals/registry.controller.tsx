import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
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
import { liftInput, RecusalRegistry } from '../../application/recusals/registry.js';
import { t } from '../../messages.recusals.fr.js';
import { RECUSALS, REGISTRY } from './recusals-url.js';
import { RegistryPage } from './registry-page.js';

/** Recusals in force, for the programme director. */
@Controller('recusations/registre')
export class RecusalRegistryController {
  constructor(
    private readonly verbs: Verbs,
    private readonly registry: RecusalRegistry,
  ) {}

  @Get()
  @Act('recusal.lift')
  @PageRoute()
  list(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.registryPage(ctx, visitor, null);
  }

  @Post(':id/levee')
  @Act('recusal.lift')
  @PageRoute()
  lift(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(liftInput, form);
        await this.verbs.write(ctx, (tx) => this.registry.lift(tx, id, input));
        return redirect(REGISTRY, t('registry.lifted'));
      },
      (refusal) => this.registryPage(ctx, visitor, { form: id, refusal, typed: form }),
    );
  }

  private async registryPage(ctx: RequestContext, visitor: Visitor | null, again: Again | null): Promise<PageAnswer> {
    const recusals = await this.verbs.read(ctx, (tx) => this.registry.list(tx));
    return page({
      title: t('registry.title'),
      lead: t('registry.lead'),
      trail: [{ label: t('recusals.title'), href: RECUSALS }],
      body: <RegistryPage {...{ recusals, again, csrf: visitor?.csrf ?? null, once: randomUUID }} />,
    });
  }
}
